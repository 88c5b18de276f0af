// The browser leaves a page for the answer to its form, also where that is a page to sign
// in, and what was typed would be gone. So a form goes only to a server that was heard a
// moment ago, or says anew who is signed in.
import { Refusal, send } from "./answers.js";

export const PROOF = "csrfmiddlewaretoken";
export const SIGNED_OUT =
  "You may be signed out: open the desk in another window and sign in.";
const SOMEBODY_ELSE = "Somebody else is signed in in another window: sign in again there.";
const SURE_FOR = 40000;

export const why = (problem) =>
  problem instanceof Refusal ? problem.message : "There is no connection.";

let heardAt = Date.now();
let unheardAt = 0;

// An answer says who was signed in when it was asked for, not when it came.
export function heard(askedAt) {
  heardAt = Math.max(heardAt, askedAt);
}

export function unheard(problem, askedAt) {
  if (!problem.isAnswer) unheardAt = Math.max(unheardAt, askedAt);
}

export const isSure = () =>
  heardAt > unheardAt && Date.now() - heardAt <= SURE_FOR;

// Every page of the desk has it, and nobody sees it who is signed out.
const door = () => document.getElementById("logout-form");

// Whoever signed out and in again, in another window, has another proof of who asks.
export async function proveAnew() {
  const askedAt = Date.now();
  const answer = await fetch(door().dataset.proof, { redirect: "manual" });
  const isJson = answer.headers.get("content-type")?.includes("json");
  if (!answer.ok || !isJson) throw new Refusal(SIGNED_OUT, false);
  const { proof, who } = await answer.json();
  if (who !== door().dataset.who) throw new Refusal(SOMEBODY_ELSE, false);
  for (const field of document.getElementsByName(PROOF)) field.value = proof;
  heard(askedAt);
  return proof;
}

// Do it with the proof that the body has, and once more with a new one if that is old.
export async function withProof(body, work) {
  try {
    return await work(body);
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.isAnswer) throw problem;
    body.set(PROOF, await proveAnew());
    return work(body);
  }
}

export function sendProven(address, body, { signal } = {}) {
  const about = { otherwise: SIGNED_OUT, signal };
  return withProof(body, (proven) => send(address, proven, about));
}
