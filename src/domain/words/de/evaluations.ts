import type { EvaluationWords } from '../evaluationWords';

const roles: EvaluationWords['roles'] = {
  training: {
    name: 'Trainingsdaten',
    caution:
      'Das Modell wurde an diesen Dateien trainiert: Die Zahlen zeigen, wie gut es sich an sie erinnert, nicht wie gut es sein wird.',
  },
  validation: {
    name: 'Validierungsdaten',
    caution:
      'Schwellen, Kalibrierung oder Trainingsrezept wurden an solchen Dateien gewählt: Die Zahlen sind besser, als sie an anderen Dateien sein werden.',
  },
  test: {
    name: 'zurückgehaltener Test',
    caution:
      'Die Dateien wurden zurückgehalten, stammen aber aus denselben Quellen wie die Trainingsdaten: Anderswo kann das Modell schlechter sein.',
  },
  external: {
    name: 'externer Test',
    caution:
      'Die Dateien stammen aus anderen Quellen als die Trainingsdaten. Ein weiterer Standort kann sich von beiden unterscheiden.',
  },
  unstated: {
    name: 'Rolle nicht angegeben',
    caution: 'Es ist nicht angegeben, ob das Modell an diesen Dateien trainiert wurde (--role).',
  },
};

const measures = { auc: 'AUC', sensitivity: 'Sensitivität', specificity: 'Spezifität' };

export const evaluations: EvaluationWords = {
  roles,
  limits: {
    age: (least) => ({
      about: 'Alter.',
      text: `Für Patienten unter ${least} ${least === 1 ? 'Jahr' : 'Jahren'} ist nichts bekannt.`,
    }),
    noExternalTest: {
      about: 'Kein externer Test.',
      text: 'Bei diesem Modell liegt keine Auswertung mit Positiven und Negativen aus anderer Quelle. Dort wird es voraussichtlich schlechter sein, als die Zahlen oben sagen.',
    },
    elsewhere: ({ from, to }, question, { before, there, change, isLess }) => ({
      about: `Von ${from} zu ${to}.`,
      text: `${question}: AUC ${before}, wo das Modell entstand, und ${there} dort: ${change} ${isLess ? 'weniger' : 'mehr'}.`,
    }),
    apart: (list, column, question, parts) => ({
      about: `${list}, nach ${column}.`,
      text: `${question}: ${parts.join('; ')}.`,
    }),
    differs: (measure, groups) =>
      `${measures[measure]} ${groups.map(({ name, measured }) => `${measured} für ${name}`).join(', ')}`,
    tooFew: (list, question, few, groups) => ({
      about: `${list}, zu wenige.`,
      text: `${question}: weniger als ${few} einer Klasse für ${groups.join(', ')}.`,
    }),
    role: (role) => {
      const { name, caution } = roles[role];
      return { about: `${name.charAt(0).toUpperCase()}${name.slice(1)}.`, text: caution };
    },
    truth: {
      text: 'Als wahr gilt, was die Listen sagen: Labels, die aus Befundtexten gewonnen oder an einem einzigen Bild abgelesen wurden, sind gelegentlich falsch.',
    },
    list: (title, limit) => ({ about: `${title}.`, text: limit }),
  },
};
