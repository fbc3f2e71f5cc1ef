import { Button } from "@mantine/core";
import { Link } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";

/** For addresses that are no view's. */
export function NotFound() {
  return (
    <EmptyState
      icon="search"
      title="There is no such page"
      action={
        <Button component={Link} to="/messages" variant="filled">
          See all messages
        </Button>
      }
    >
      The address may have been cut.
    </EmptyState>
  );
}
