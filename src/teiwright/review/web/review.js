// One question is shown at a time; every answer goes to the server, which keeps it on disk before it says so.
"use strict";

const questions = [...document.querySelectorAll(".question")];
const status = document.getElementById("status");
const undone = new Set(questions.filter((one) => !answered(one).textContent).map((one) => one.dataset.number));
let isKeeping = false;
let at = Math.max(0, questions.findIndex((one) => undone.has(one.dataset.number)));

function answered(question) {
  return question.querySelector(".answered");
}

function marks(number) {
  return [...document.querySelectorAll(".mark")].filter((mark) => mark.dataset.questions.split(" ").includes(number));
}

function show(number, focus = true) {
  if (!questions.length) return;
  at = (number + questions.length) % questions.length;
  questions.forEach((question, index) => { question.hidden = index !== at; });
  document.querySelectorAll(".mark.here").forEach((mark) => mark.classList.remove("here"));
  const here = marks(questions[at].dataset.number);
  here.forEach((mark) => mark.classList.add("here"));
  if (here.length) here[0].scrollIntoView({ block: "center" });
  if (focus) questions[at].querySelector("h3").focus({ preventScroll: true });
}

function next() {
  for (let step = 1; step <= questions.length; step += 1) {
    const number = (at + step) % questions.length;
    if (undone.has(questions[number].dataset.number)) return show(number);
  }
  return show(at);
}

function tell(words) {
  status.textContent = `${questions.length - undone.size} answered, ${undone.size} left. ${words}`;
}

function settle(number, words) {
  answered(questions[number]).textContent = words;
  if (words) undone.delete(String(number)); else undone.add(String(number));
  marks(String(number)).forEach((mark) => mark.classList.toggle("done", Boolean(words)));
}

async function post(path, content) {
  try {
    const response = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content),
    });
    return await response.json();
  } catch {
    return { error: "not kept: the server does not answer; start “teiwright review --web” again" };
  }
}

async function answer(verdict, value) {
  if (isKeeping) return undefined;
  const number = at;
  isKeeping = true;
  tell("keeping your answer …");
  const said = await post("answer", { question: number, verdict, value });
  isKeeping = false;
  if (said.error) return tell(said.error);
  settle(number, said.answer);
  tell(said.said);
  return next();
}

async function undo() {
  const said = await post("undo", {});
  if (said.error) return tell(said.error);
  if (said.question < 0) return tell("taken back: what was said of a part of a citation");
  settle(said.question, said.answer);
  show(said.question);
  return tell("taken back");
}

// ---- a part of a citation: its button in the text opens the form, which gives the focus back
const part = document.getElementById("part");
let corrected = null;

function openPart(button) {
  corrected = button;
  part.hidden = false;
  document.getElementById("part-words").value = button.querySelector("q").textContent;
  document.getElementById("part-kind").value = button.dataset.kind;
  part.scrollIntoView({ block: "nearest" });
  document.getElementById("part-words").focus();
}

function leavePart() {
  part.hidden = true;
  if (corrected) corrected.focus();
}

async function keepPart() {
  const { text, start, end } = corrected.dataset;
  const words = document.getElementById("part-words").value;
  const kind = document.getElementById("part-kind").value;
  const said = await post("part", { text, start: Number(start), end: Number(end), kind, words });
  if (said.error) return tell(said.error);
  corrected.classList.add("done");
  tell(said.said);
  return leavePart();
}

document.getElementById("part-leave").addEventListener("click", leavePart);
part.addEventListener("keydown", (event) => { if (event.key === "Escape") leavePart(); });

document.addEventListener("click", (event) => {
  const piece = event.target.closest(".part");
  if (piece) return openPart(piece);
  const button = event.target.closest("[data-verdict]");
  if (button) answer(button.dataset.verdict, button.dataset.value);
  const mark = event.target.closest(".mark");
  if (mark) {
    event.preventDefault();
    show(Number(mark.hash.replace("#question-", "")));
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target === part) return keepPart();
  return answer("edit", event.target.querySelector("input").value);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=text], select");
  if (part.contains(event.target)) return;
  if (typing && event.key === "Escape") questions[at].querySelector("h3").focus();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) return;
  const candidate = /^[1-9]$/.test(event.key)
    && questions[at]?.querySelectorAll("[data-verdict=choose]")[Number(event.key) - 1];
  const todo = {
    y: () => answer("yes", ""), n: () => answer("no", ""), j: () => show(at + 1), k: () => show(at - 1), u: undo,
    e: () => questions[at]?.querySelector("input").focus(),
  }[event.key] ?? (candidate ? () => candidate.click() : null);
  if (!todo) return;
  event.preventDefault();
  todo();
});

document.getElementById("next").addEventListener("click", () => show(at + 1));
document.getElementById("before").addEventListener("click", () => show(at - 1));
document.getElementById("undo").addEventListener("click", undo);
questions.forEach((question) => { settle(Number(question.dataset.number), answered(question).textContent); });
show(at, false);
