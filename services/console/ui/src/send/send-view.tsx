export function SendView() {
  return <p>SendView</p>;
}
