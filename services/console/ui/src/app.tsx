import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy } from "react";
import { Navigate, Route, Routes } from "react-router";
import { keepAhead } from "./ahead/keep-ahead.ts";
import { ApiError } from "./api.ts";
import { MAX_NOTICES } from "./components/outcome.tsx";
import { LiveProvider } from "./live/live-context.tsx";
import { MessageView } from "./message/message-view.tsx";
import { MessagesView } from "./messages/messages-view.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { colorSchemeManager, cssVariablesResolver, theme } from "./theme.ts";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A server that is away is asked again until it is back; what it refuses stays refused.
      retry: (_count, error) => error instanceof ApiError && (error.status === 0 || error.status >= 502),
      retryDelay: 1_000,
      refetchOnWindowFocus: false,
    },
  },
});
keepAhead(queryClient);

const QueuesView = lazy(async () => ({ default: (await import("./queues/queues-view.tsx")).QueuesView }));
const DashboardView = lazy(async () => ({ default: (await import("./dashboard/dashboard-view.tsx")).DashboardView }));
const SendView = lazy(async () => ({ default: (await import("./send/send-view.tsx")).SendView }));

/** The console's pages. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      cssVariablesResolver={cssVariablesResolver}
    >
      <Notifications position="bottom-right" limit={MAX_NOTICES} />
      <QueryClientProvider client={queryClient}>
        <LiveProvider>
          <Routes>
            <Route element={<Shell />}>
              <Route index element={<Navigate to="/messages" replace />} />
              <Route path="messages" element={<MessagesView />} />
              <Route path="messages/:messageId" element={<MessageView />} />
              <Route path="queues" element={<QueuesView />} />
              <Route path="dashboard" element={<DashboardView />} />
              <Route path="send" element={<SendView />} />
              <Route path="*" element={<NotFound />} />
            </Route>
          </Routes>
        </LiveProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
