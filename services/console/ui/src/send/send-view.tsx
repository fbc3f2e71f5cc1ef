import type { SendRequest, Sent } from "@letsgo/console-api";
import { Alert, Button, Skeleton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api } from "../api.ts";
import { plural } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { tellDone } from "../components/outcome.tsx";
import { useCatalogue, useStatus } from "../queries.ts";
import { BodyFields } from "./body-fields.tsx";
import { type Draft, emptyDraft, hasForm, toRequest, type WrittenAs } from "./draft.ts";
import classes from "./send.module.css";
import { SendOptions } from "./send-options.tsx";
import { SentList } from "./sent-list.tsx";
import { TypeChoice } from "./type-choice.tsx";
import { useChoice } from "./use-choice.ts";

/** Sends a message: by a form made of its type's schema, as JSON, or as a raw body. */
export function SendView() {
  const [choice, setChoice] = useChoice();
  const { data: catalogue } = useCatalogue();
  const { data: status } = useStatus();
  const [written, setWritten] = useState<Draft>(emptyDraft);
  const [problem, setProblem] = useState<string | null>(null);
  const send = useSend(setProblem);
  if (!catalogue) return <Skeleton height={240} m="sm" />;
  const type = choice.type ?? catalogue.types[0]?.type ?? "";
  const catalogued = catalogue.types.find((each) => each.type === type);
  const isFormless = choice.as === "form" && !hasForm(catalogued);
  const draft: Draft = { ...written, type, as: isFormless ? "json" : choice.as };
  const change = (part: Partial<Draft>) => setWritten({ ...written, ...part });
  const choose = (part: { type?: string; as?: WrittenAs }) => {
    setProblem(null);
    if (part.type !== undefined && part.type !== type) change({ fields: {}, text: "{}" });
    setChoice({ type, ...part });
  };
  const submit = () => {
    const made = toRequest(draft);
    setProblem("problem" in made ? made.problem : null);
    if ("request" in made) send.mutate(made.request);
  };
  return (
    <div className={classes.view}>
      <section className="panel" aria-labelledby="send">
        <div className="panel-head">
          <h1 id="send">Send a message</h1>
          <TypeChoice types={catalogue.types} draft={draft} onChoose={choose} />
        </div>
        <div className={classes.body}>
          <BodyFields {...{ draft, catalogued, change, submit }} />
          {problem && <Alert variant="default" role="alert" icon={<Icon name="warn" />} title={problem} />}
        </div>
        <SendOptions draft={draft} onChange={change} />
        <div className={classes.foot}>
          <Button
            type="submit"
            form="payload"
            variant="filled"
            size="sm"
            leftSection={<Icon name="send" />}
            loading={send.isPending}
            disabled={!status?.actions.allowed}
          >
            {draft.count > 1 ? `Send ${plural(draft.count, "message")}` : "Send"}
          </Button>
          {status?.actions.reason && <p className="muted">{status.actions.reason}</p>}
        </div>
      </section>
      {send.data && <SentList key={send.data.messageIds[0]} sent={send.data} />}
    </div>
  );
}

// --- internal ---

function useSend(onProblem: (problem: string) => void) {
  return useMutation<Sent, Error, SendRequest>({
    mutationFn: api.send,
    onSuccess: (sent) => tellDone(`${plural(sent.messageIds.length, "message")} accepted, ${sent.mode}.`),
    onError: (error) => onProblem(toText(error)),
  });
}

function toText(error: Error): string {
  const faults = error instanceof ApiError ? error.errors.map(({ field, message }) => `${field}: ${message}`) : [];
  return [error.message, ...faults.filter((fault) => !fault.startsWith(": "))].join(" ");
}
