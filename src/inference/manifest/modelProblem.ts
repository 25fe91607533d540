/** Why a model was not admitted, in one line for a person. The other models still load. */
export class ModelProblem extends Error {
  override readonly name = 'ModelProblem';
}
