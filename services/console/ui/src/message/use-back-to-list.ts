import { useLocation, useNavigate } from "react-router";

/** What a link to a message takes along, so that the way back leads to the list as it was narrowed. */
export function toLinkState(): { list: string } {
  return { list: window.location.search };
}

/** Goes back to the list, with the filters that it had. */
export function useBackToList(): () => void {
  const navigate = useNavigate();
  const { state } = useLocation();
  const list = typeof state?.list === "string" ? state.list : "";
  return () => navigate(`/messages${list}`);
}
