// What the pages use of Preact and htm; the library itself has no types for this module of both.

type Setter<T> = (next: T | ((before: T) => T)) => void;
type Effect = () => void | (() => void);

export class Component {}
export function html(strings: TemplateStringsArray, ...values: unknown[]): any;
export function render(what: unknown, into: Element): void;
export function useState<T>(first: T | (() => T)): [T, Setter<T>];
export function useRef<T>(first: T): { current: T };
export function useEffect(effect: Effect, on?: unknown[]): void;
export function useLayoutEffect(effect: Effect, on?: unknown[]): void;
export function useMemo<T>(make: () => T, on: unknown[]): T;
export function useCallback<T extends (...values: any[]) => any>(call: T, on: unknown[]): T;
