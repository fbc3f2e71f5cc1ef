import type { StatementId } from "./statements.ts";
import type { EmulatorName } from "./support/emulators.ts";
import { type Expectation, not, partly } from "./support/expectation.ts";

/** What an emulator is expected to do with a statement; a run fails where it does better or worse. */
export function expectationOf(id: StatementId, emulator: EmulatorName): Expectation {
  return exceptions[id]?.[emulator] ?? { verdict: "kept" };
}

// --- internal ---

const bounds = (name: string) => [`43,201 is refused ${name}`, `-1 is refused ${name}`];
const visibilityBounds = [...bounds("by the queue"), ...bounds("at a receive"), ...bounds("at a change")];
const attributeNames = [
  "a name of 257 is refused",
  "AWS. in any case is refused",
  "Amazon. in any case is refused",
  "a leading dot is refused",
  "a trailing dot is refused",
  "successive dots are refused",
  "another character is refused",
];
const times = ["it is reset on FIFO", "the dead-letter queue's retention counts from the first sending"];
const recreated = "at once it is refused as QueueDeletedRecently";
const purgedTwice = "a second one is refused as PurgeQueueInProgress, with status 403";
const taskLimits = ["one that is cancelled is not cancelled again", "11 are refused"];
const receiveCounts = ["0 is refused", "1,001 is refused", "none is refused, or is 10"];
const onAll = (all: Expectation) => ({ localstack: all, fauxqs: all, elasticmq: all });
const errorsOfBody = "the errors are MissingParameter and InvalidMessageContents";

/** All that is not kept, as measured: LocalStack 4.14.0, fauxqs 2.4.1 and ElasticMQ 1.6.12. */
const exceptions: Partial<Record<StatementId, Partial<Record<EmulatorName, Expectation>>>> = {
  C30: {
    fauxqs: partly("the source of a dead-lettered message is missing", "a dead-lettered message names its source"),
  },
  D1: {
    localstack: partly(
      "901 s and -1 s are accepted, of messages and of queues",
      "a message's delay of 901 is refused",
      "a message's delay of -1 is refused",
      "a queue's delay of 901 is refused",
      "a queue's delay of -1 is refused",
    ),
    fauxqs: partly(
      "901 s and -1 s are accepted of messages",
      "a message's delay of 901 is refused",
      "a message's delay of -1 is refused",
    ),
    elasticmq: partly(
      "901 s and -1 s are accepted of queues",
      "a queue's delay of 901 is refused",
      "a queue's delay of -1 is refused",
    ),
  },
  D5: {
    localstack: partly("43,201 s and -1 s are accepted everywhere", ...visibilityBounds),
    elasticmq: partly("43,201 s and -1 s are accepted everywhere", ...visibilityBounds),
  },
  D7: onAll(not("a longer time is accepted")),
  D8: {
    localstack: partly(
      "for a message that is visible again it is accepted, without effect",
      "that of one that was given back is refused",
      "that of one whose timeout has passed is refused",
    ),
    fauxqs: partly(
      "after the timeout it is accepted, and hides the message",
      "that of one whose timeout has passed is refused",
      "one whose timeout has passed stays visible",
    ),
    elasticmq: partly(
      "for a message that is visible again it is accepted, and hides it",
      "that of one that was given back is refused",
      "that of one whose timeout has passed is refused",
      "one that was given back stays visible",
      "one whose timeout has passed stays visible",
    ),
  },
  D9: { elasticmq: partly("a delete with the old handle is refused", "a delete with the old one succeeds") },
  D10: { elasticmq: partly("a second delete is refused", "a second delete with the same handle succeeds") },
  D11: {
    localstack: partly("0 messages are accepted", "0 messages are refused"),
    fauxqs: partly("another text for the number of messages", "in SQS's words for the number"),
    elasticmq: partly("other texts", "in SQS's words for the number", "in SQS's words for the wait"),
  },
  D14: {
    localstack: partly("0, 1,001 and none are accepted; with none, receives fail", ...receiveCounts),
    fauxqs: partly("0, 1,001 and none are accepted; with none, nothing is dead-lettered", ...receiveCounts),
  },
  D15: {
    localstack: partly(
      "a FIFO message keeps its deduplication id",
      "on FIFO its deduplication id becomes its message id",
    ),
    fauxqs: partly(
      "no source is named; a FIFO message keeps its deduplication id",
      "it names its source queue",
      "on FIFO its deduplication id becomes its message id",
    ),
  },
  D16: {
    localstack: not("anything is accepted"),
    fauxqs: not("anything is accepted"),
    elasticmq: partly(
      "another region, account or type is accepted",
      "another region is refused",
      "another account is refused",
      "a FIFO one of a standard queue is refused",
      "a standard one of a FIFO queue is refused",
    ),
  },
  D17: {
    localstack: partly(
      "the policy can be read, and has no effect",
      "denyAll refuses a source",
      "byQueue refuses another",
      "byQueue takes 10 sources and refuses 11",
    ),
    fauxqs: partly(
      "the policy can be read, and has no effect",
      "denyAll refuses a source",
      "byQueue refuses another",
      "byQueue takes 10 sources and refuses 11",
    ),
    elasticmq: not("the attribute is refused"),
  },
  D18: { fauxqs: not("the call is not known") },
  D19: {
    fauxqs: not("the call is not known"),
    elasticmq: partly(
      "a source that is no dead-letter queue hangs, then HTTP 503",
      "a source that is no dead-letter queue is refused, in SQS's words",
    ),
  },
  D20: {
    localstack: partly(
      "a rate of 0 or 501 and another type are accepted; a moved message keeps its id and time",
      "0 is refused",
      "501 is refused",
      "a destination of another type is refused",
      "a moved message has a new id",
      "a moved message has a new time",
    ),
    fauxqs: not("the call is not known"),
    elasticmq: partly(
      "a rate of 0 or 501 and another type are accepted; a moved message keeps its id",
      "0 is refused",
      "501 is refused",
      "a destination of another type is refused",
      "a moved message has a new id",
    ),
  },
  D21: {
    localstack: partly(
      'one that has ended can be cancelled, and stays "cancelling" then; 11 are accepted',
      "one that has ended is not",
      ...taskLimits,
    ),
    fauxqs: not("the call is not known"),
    elasticmq: {
      ...partly(
        "a cancelled task is no longer listed; one that has ended can sometimes be cancelled; 11 are accepted",
        "it is listed as cancelled",
        ...taskLimits,
      ),
      sometimes: ["one that has ended is not"],
    },
  },
  D22: {
    localstack: partly("59 s and 1,209,601 s are accepted", "59 is refused", "1,209,601 is refused"),
    fauxqs: partly("the message stays", "a message vanishes"),
    elasticmq: partly(
      "no attribute is shown, and the message stays",
      "the default is 345,600",
      "59 is refused",
      "1,209,601 is refused",
      "a message vanishes",
    ),
  },
  D23: {
    localstack: partly("FIFO keeps the time too; the dead-letter queue's retention counts from the move", ...times),
    fauxqs: partly("FIFO keeps the time too; no retention", ...times),
    elasticmq: partly("FIFO keeps the time too; no retention", ...times),
  },
  D24: {
    fauxqs: partly(
      "a second one is accepted; FIFO's deduplication ids are not forgotten",
      purgedTwice,
      "on FIFO it forgets deduplication ids",
    ),
    elasticmq: partly("a second one is accepted", purgedTwice),
  },
  D25: {
    localstack: partly("a bad entry is not called the sender's fault", "it is the sender's fault"),
    fauxqs: partly(
      "an id of 81 characters and an empty body are accepted",
      "an id of 81 is refused",
      "an empty body fails alone",
    ),
    elasticmq: partly(
      "no entry, and ids of any kind, are accepted",
      "none is refused",
      "an id of 81 is refused",
      "an id with another character is refused",
      "an empty id is refused",
      "a delete batch of none is refused",
    ),
  },
  D26: {
    localstack: partly("half of a surrogate pair is an internal error", "half of a surrogate pair is refused"),
    fauxqs: partly(
      "characters above U+FFFF are refused; the errors have a prefix",
      "the allowed ones above U+FFFF come back",
      errorsOfBody,
    ),
    elasticmq: partly("other errors; U+FFFF breaks the request", errorsOfBody, "U+FFFF is refused"),
  },
  D27: {
    localstack: partly(
      "1,023 and 1,048,577 are accepted as a queue's limit",
      "1,023 is refused as a queue's limit",
      "1,048,577 is refused as a queue's limit",
    ),
    elasticmq: partly(
      "the limit is 262,144 for every queue",
      "1 MiB is taken, one byte more is not",
      "bytes of the body count, not its characters",
      "attributes' names, types and values count",
      "1,024 and 1,048,576 are taken as a queue's limit",
      "1,023 is refused as a queue's limit",
      "1,048,577 is refused as a queue's limit",
    ),
  },
  D28: {
    localstack: partly("11 are accepted", "11 are refused"),
    fauxqs: partly("11 are accepted", "11 are refused"),
  },
  D29: {
    localstack: partly(
      "a name of 256 characters is refused; successive dots and a Number that is none are accepted",
      "a name of 256 characters comes back",
      "successive dots are refused",
      "a number that is none is refused",
    ),
    fauxqs: partly(
      "nothing is refused",
      ...attributeNames,
      "another type is refused",
      "an empty text is refused",
      "a number that is none is refused",
    ),
    elasticmq: partly("any name is accepted", ...attributeNames),
  },
  D31: {
    fauxqs: partly(
      "ids of 129 characters or with a space are accepted",
      "an id of 129 is refused",
      "an id with a space is refused",
      "a group of 129 is refused",
    ),
  },
  D32: {
    localstack: partly(
      "a message that comes back brings later ones with it, past those in flight",
      "none overtakes one in flight when the first comes back",
      "the first does not come back alone while others are in flight",
    ),
    elasticmq: partly(
      "a message comes back while others are in flight; short sequence numbers",
      "the first does not come back alone while others are in flight",
      "sequence numbers of 20 digits rise",
    ),
  },
  D33: {
    fauxqs: partly("the group does not come back", "it comes back"),
    elasticmq: not("the group is refused"),
  },
  D35: {
    fauxqs: partly(
      "names are not checked; the error has a prefix",
      "the error is QueueNameExists",
      "a name of 81 is refused",
      "a FIFO name of 81 is refused",
      "a name with another character is refused",
      "a standard queue's name with .fifo is refused",
    ),
  },
  D36: {
    fauxqs: partly("the name is free at once", recreated),
    elasticmq: partly("the name is free at once", recreated),
  },
  D37: {
    fauxqs: partly(
      "the counts do not change until a receive",
      "they follow the visibility timeout by themselves",
      "they follow the delay by themselves",
    ),
  },
};
