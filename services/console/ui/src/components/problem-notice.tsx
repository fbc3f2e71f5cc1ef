import { Alert, Button } from "@mantine/core";
import { Icon } from "./icon.tsx";

/** Says what went wrong in the server's words, and offers another try. */
export function ProblemNotice({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  return (
    <Alert variant="default" role="alert" icon={<Icon name="warn" size={18} />} title="That did not work" m="sm">
      <p style={{ margin: "0 0 0.5rem", overflowWrap: "anywhere" }}>{error.message}</p>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </Alert>
  );
}
