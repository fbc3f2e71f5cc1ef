import { useParams } from "react-router";
/** All about one message. */
export function MessageView() {
  const { messageId = "" } = useParams();
  return <p>{messageId}</p>;
}
