export function QueuesView() {
  return <p>QueuesView</p>;
}
