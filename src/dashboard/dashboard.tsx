export function Dashboard() {
  return (
    <>
      <p class="banner">Triage aid. Not a diagnosis. Not cleared for clinical use.</p>
      <main>
        <h1>Worklist</h1>
      </main>
    </>
  );
}
