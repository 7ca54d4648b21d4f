import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { speak } from '../language/language';

// What browsers have and the document of these tests has not.
window.matchMedia = (media) => ({
  media,
  matches: false,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
});
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
Element.prototype.scrollIntoView = () => {};

beforeAll(() => speak('en'));
afterEach(cleanup);
