/// What a training step keeps of an operation until its backward pass, as PyTorch's autograd does.
///
/// A convolution keeps its input, of which the gradient of its weights is made; a ReLU its result,
/// which says where gradients pass. What is kept beside the values of the network has a kind:
///
/// | kind | for each | example |
/// |---|---|---|
/// | activations | sample | the scaled mask of a dropout, a layer norm's means and deviations |
/// | positions | sample | the indices of a max pool, integers of 64 bits |
/// | masks | sample | booleans; no operation keeps any on a CPU |
/// | statistics | batch | a batch norm's means and inverse deviations |
///
/// Whether PyTorch overwrites a value (`inplace=True`) makes no difference: what needs the value that
/// is overwritten keeps a copy of it.
package struct SavedTensors: Hashable, Sendable {
  /// Which of the values that an operation reads are kept.
  package enum Inputs: Hashable, Sendable {
    /// None of them.
    case none
    /// All of them.
    case all
    /// Those whose product with something that has a gradient is the result: a value is kept where
    /// another factor has a gradient.
    case factors
  }

  /// Which of the values that it reads are kept.
  package var inputs: Inputs
  /// Whether the result is kept.
  package var output: Bool
  /// Further elements in the number format of the network, for each sample.
  package var activations: Int
  /// Integers of 64 bits, for each sample.
  package var positions: Int
  /// Booleans, for each sample.
  package var masks: Int
  /// Numbers for a whole batch, however many samples it has.
  package var statistics: Int

  /// Creates a statement; what is not named is not kept.
  package init(
    inputs: Inputs = .none, output: Bool = false, activations: Int = 0, positions: Int = 0,
    masks: Int = 0, statistics: Int = 0
  ) {
    self.inputs = inputs
    self.output = output
    self.activations = activations
    self.positions = positions
    self.masks = masks
    self.statistics = statistics
  }

  /// Nothing is kept.
  package static let nothing = SavedTensors()
}
