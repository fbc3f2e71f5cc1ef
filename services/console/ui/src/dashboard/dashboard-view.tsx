export function DashboardView() {
  return <p>DashboardView</p>;
}
