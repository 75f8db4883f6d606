import type { Passage } from "./passages.ts";

/** A habit of writing that a reader has to decode, and the remedy. */
export interface Rule {
  readonly pattern: RegExp;
  readonly advice: string;
  /** Limits the rule to passages; default: all. */
  readonly applies?: (passage: Passage) => boolean;
}

const opensDocstring = ({ kind, opens }: Passage): boolean => opens && kind === "docstring";
const opensComment = ({ opens }: Passage): boolean => opens;

const nounOrVerb = "Start with a noun or a verb: “Cost of an op”, “True if …”, “Number of …”, “Returns …”.";

const nounAsSubject = "Make the subject of the sentence a noun, not a clause with what or who.";

/** British endings and words whose American form is the house's. */
const british =
  /\b\w*(?:normalis|initialis|regularis|standardis|optimis|minimis|maximis|generalis|summaris|quantis|serialis|orthogonalis|recognis|organis|analys(?=e[ds]?\b|ing))\w*|\b\w*(?:colour|behaviour|neighbour|favour|honour|centre[ds]?\b|grey|labelled|modelled|cancelled|travelled|artefact|licence)\w*/i;

/** The word list of the style guide, as patterns. */
export const rules: readonly Rule[] = [
  {
    pattern: /^(?:What|Whether|How (?:many|much|often|long|far|a|an|the)|Which|Who)\b/,
    advice: nounOrVerb,
    applies: opensComment,
  },
  { pattern: /^(?:Where|Why)\b/, advice: nounOrVerb, applies: opensDocstring },
  {
    pattern: /^#+ (?:What|Whether|How many|Where|Which|Who|Why|That)\b/,
    advice: "Let the heading name the subject: “Contents”, “Transforming data sets”.",
    applies: ({ kind }) => kind === "heading",
  },
  { pattern: /(?<=[.!:;] )(?:What|Who(?:ever)?)\b(?![^.!?]*\?)/, advice: nounAsSubject },
  {
    pattern: /^(?:[-*] )?(?:What|Who(?:ever)?)\b(?![^.!?]*\?)/,
    advice: nounAsSubject,
    applies: ({ opens }) => !opens,
  },
  { pattern: /, too\b/, advice: "Put “also” before the verb." },
  { pattern: /\bof (?:your|its|their|our) own\b/, advice: "Write “your own layer”, “its own file”." },
  {
    pattern: /\b(?:is|are) (?:none|ones?)(?=[.,;:)]|$)/,
    advice: "Repeat the noun instead of “is one”, “is none”.",
  },
  { pattern: /\bbeside\b/i, advice: "Write “alongside”, “next to” or “compared with”." },
  { pattern: /\btowards\b/i, advice: "Write “with respect to” or “toward”." },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, advice: "Write “fix”." },
  {
    pattern:
      /(?<!\b(?:in|takes?|took|taking|first|last|decimal) )(?<!\bin-)\bplaces?\b(?<!the place(?= of))/i,
    advice: "Write “position”, “element” or “index”.",
  },
  { pattern: /\b(?:a|as|each|every|another) texts?\b|\btexts\b/i, advice: "Write “string”." },
  { pattern: /\bcut(?:s|ting)? (?:in|into)\b/i, advice: "Write “split”." },
  { pattern: /\bgo(?:es)? by\b/i, advice: "Write “uses”." },
  { pattern: /\b(?:lies?|lay|lain)\b/i, advice: "Write “is stored”, “is”, “resides”." },
  { pattern: /\bso many\b/i, advice: "Write “this many”." },
  { pattern: /\b(?:is|are|was|were) given (?:to|an?)\b/i, advice: "Write “pass”." },
  { pattern: /\bmisfits?\b|\bwhat becomes of\b|\bcomes to\b/i, advice: "Use the term of the field." },
  { pattern: british, advice: "Use American spelling." },
];
