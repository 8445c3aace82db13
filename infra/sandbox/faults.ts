import { z } from 'zod';

const faultSchema = z.strictObject({
  /** The start of a path, or a regular expression over path and query, such as `/v1.0/users/.+/events`. */
  path: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** 'reset' closes the connection without an answer. */
  status: z.union([z.int().min(400).max(599), z.literal('reset')]).optional(),
  code: z.string().optional(),
  retryAfterSeconds: z.number().min(0).max(600).optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  times: z.int().min(1).optional(),
  /** 'after' does what was asked and then answers with the fault: the effect is there, the answer is not. */
  when: z.enum(['before', 'after']).default('before'),
});

export type Fault = z.infer<typeof faultSchema>;
export type SwitchedFault = Fault & { readonly id: number; left: number | null };

export type Faults = {
  readonly add: (wish: unknown) => SwitchedFault | string;
  readonly list: () => readonly SwitchedFault[];
  readonly clear: () => void;
  /** The fault that this request meets, counted down. */
  readonly meet: (method: string, url: string) => SwitchedFault | undefined;
};

export function faultSwitchboard(): Faults {
  let switched: SwitchedFault[] = [];
  let nextId = 1;
  return {
    add: (wish) => {
      const fault = faultSchema.safeParse(wish);
      if (!fault.success) return z.prettifyError(fault.error);
      if (!isPattern(fault.data.path)) return 'path is not a regular expression';
      const added = { ...fault.data, id: nextId++, left: fault.data.times ?? null };
      switched.push(added);
      return added;
    },
    list: () => switched,
    clear: () => {
      switched = [];
    },
    meet: (method, url) => {
      const fault = switched.find((f) => (!f.method || f.method === method) && matches(f.path, url));
      if (fault && fault.left !== null) {
        fault.left -= 1;
        if (fault.left === 0) switched = switched.filter((f) => f !== fault);
      }
      return fault;
    },
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch (cause) {
    if (cause instanceof SyntaxError) return false;
    throw cause;
  }
}

function matches(path: string, url: string): boolean {
  return url.startsWith(path) || new RegExp(path).test(url);
}
