/// What a training step keeps of an operation until its backward pass, as PyTorch's autograd does.
///
/// A convolution keeps its input, to compute the gradient of its weights; a ReLU keeps its result,
/// which says where gradients pass. What is kept in addition to the network's values is one of
/// these kinds:
///
/// | kind | for each | example |
/// |---|---|---|
/// | activations | sample | the scaled mask of a dropout, a layer norm's means and deviations |
/// | positions | sample | the indices of a max pool, integers of 64 bits |
/// | masks | sample | booleans; no operation keeps any on a CPU |
/// | statistics | batch | a batch norm's means and inverse deviations |
///
/// Whether PyTorch overwrites a value (`inplace=True`) makes no difference: an operation that needs
/// the overwritten value keeps a copy of it.
package struct SavedTensors: Equatable, Sendable {
  /// Which of the values that an operation reads are kept.
  package enum Inputs: Equatable, Sendable {
    /// No inputs.
    case none
    /// All inputs.
    case all
    /// The factors of a product: a factor is kept if another factor has a gradient.
    case factors
  }

  /// Which of the operation's inputs are kept.
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

  /// By default nothing is kept.
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

  /// No inputs, no result and no further numbers.
  package static let nothing = SavedTensors()
}
