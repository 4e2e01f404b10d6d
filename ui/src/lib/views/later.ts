// The screens that are not the first one: read after the first is shown, so that it is there sooner.
export { default as AuditTrail } from "./AuditTrail.svelte";
export { default as Law } from "./Law.svelte";
export { default as NoticePage } from "./NoticePage.svelte";
export { default as Organisation } from "./Organisation.svelte";
export { default as Settings } from "./Settings.svelte";
export { warmUp } from "./warm";
