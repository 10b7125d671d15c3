/** Drops what every server or export makes anew: ids, timestamps, generated keys. Only what the tables name. */

import type { MarkedEdit, Step } from '../model.ts';
import { stepOf } from './rewrite.ts';

export const stripVolatile: Step = stepOf({
  name: 'strip-volatile',
  why: 'two exports of one realm must be equal; an id or a creation time says nothing that anyone decided',
  prepare: (_, { options }) => ({ edits: options.secrets === 'keep' ? [VOLATILE] : [VOLATILE, GENERATED] }),
});

const VOLATILE: MarkedEdit = {
  mark: 'volatile',
  edit: (value, { place }) => (place.volatile !== undefined ? undefined : value),
};

const GENERATED: MarkedEdit = {
  mark: 'generated',
  edit: (value, { place }) => (place.generated !== undefined ? undefined : value),
};
