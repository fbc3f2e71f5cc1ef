import { Skeleton } from "@mantine/core";
import { type ComponentProps, lazy, Suspense } from "react";

const LoadedPlot = lazy(async () => ({ default: (await import("./plot.tsx")).Plot }));

/** A plot, whose library is loaded when the first is shown. */
export function Plot(props: ComponentProps<typeof LoadedPlot>) {
  return (
    <Suspense fallback={<Skeleton height={(props.height ?? 190) + 40} />}>
      <LoadedPlot {...props} />
    </Suspense>
  );
}
