/** Why a model was not admitted, in one readable line. The other models still load. */
export class ModelProblem extends Error {
  override readonly name = 'ModelProblem';
}
