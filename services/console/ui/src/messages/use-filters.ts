import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Filters, parseFilters, toParams } from "./filters.ts";
import { findMisread } from "./misread.ts";

/** The filters of the page's URL. A change replaces the address, so that "back" leaves the list. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => parseFilters(params), [params]);
  const misread = useMemo(() => findMisread(params), [params]);
  const change = useCallback(
    (part: Partial<Filters>) =>
      setParams((before) => toParams({ ...parseFilters(before), ...part }), { replace: true }),
    [setParams],
  );
  const clear = useCallback(() => setParams(new URLSearchParams(), { replace: true }), [setParams]);
  return { filters, misread, change, clear };
}
