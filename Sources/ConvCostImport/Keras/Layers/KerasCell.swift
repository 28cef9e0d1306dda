import ConvCostCore

/// The step of a recurrent layer: its weights, and the products that it computes.
///
/// With F features and u units, and g gates:
///
///     weights = g·(F·u + u·u)        biases = g·u
///
/// LSTM has four gates, GRU three. A GRU that resets after its product has biases for the input and
/// for the state, and so have the cells of cuDNN.
struct KerasCell {
  /// The kinds of cells.
  enum Kind: Equatable, Sendable {
    case lstm, gru, simple, cudnnLSTM, cudnnGRU

    /// The number of products of the input, and of the state.
    var gates: Int {
      switch self {
      case .lstm, .cudnnLSTM: 4
      case .gru, .cudnnGRU: 3
      case .simple: 1
      }
    }

    /// The number of states that are kept between steps.
    var states: Int { gates == 4 ? 2 : 1 }

    /// The kind of a class of cells.
    init?(cell type: String) {
      switch type {
      case "LSTMCell": self = .lstm
      case "GRUCell": self = .gru
      case "SimpleRNNCell": self = .simple
      default: return nil
      }
    }
  }

  var units: Int
  /// The multiply-accumulates of one step.
  var weights: Int
  var biases: Int
  var states: Int

  /// Creates a cell on inputs with a number of features.
  init(_ kind: Kind, features: Int, _ config: KerasConfig) throws(KerasError) {
    let units = try config.length("units")
    var biases = 0
    if try config.flag("use_bias", default: true) {
      // Files from before the flag have the older form.
      let resetsAfter = try config.flag("reset_after", default: false)
      let both = kind == .gru ? resetsAfter : kind == .cudnnLSTM || kind == .cudnnGRU
      biases = kind.gates * units * (both ? 2 : 1)
    }
    guard let inner = checkedSum(features, units),
      let weights = checkedProduct(kind.gates, units, inner)
    else { throw .tooLarge(layer: config.layer, quantity: "weights") }
    self.units = units
    self.weights = weights
    self.biases = biases
    states = kind.states
  }
}

/// What a recurrent layer gives.
struct KerasSequence {
  /// Whether there is a result for each step.
  var returnsSequences: Bool
  /// Whether the last states are results too.
  var returnsState: Bool

  init(_ config: KerasConfig) throws(KerasError) {
    returnsSequences = try config.flag("return_sequences", default: false)
    returnsState = try config.flag("return_state", default: false)
  }
}
