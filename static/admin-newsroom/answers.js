// Asks the server, and reads what it says: an object, or why it was refused.
export class Refusal extends Error {
  // `isAnswer`: the newsroom said why; else something came that none of it wrote.
  constructor(words, isAnswer) {
    super(words);
    this.isAnswer = isAnswer;
  }
}

// `otherwise` is said when the answer is none of ours: a page to sign in, or an error.
export async function send(address, body, { otherwise, signal } = {}) {
  // Whoever is signed out is sent to a page that no answer of ours is.
  const redirect = "manual";
  const answer = await fetch(address, { method: "POST", body, signal, redirect });
  const isJson = answer.headers.get("content-type")?.includes("json");
  const said = isJson ? await answer.json() : {};
  if (answer.ok && isJson) return said;
  throw new Refusal(said.refused ?? otherwise, Boolean(said.refused));
}
