export { fakeBackend, FakeBackend } from "./fake/backend";
