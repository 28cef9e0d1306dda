import ConvCostCore

/// An operator as the graph needs it, whichever format it was read from.
struct LoweredStep {
  /// How an operator treats the layout of the tensor that it reads first.
  enum Layout {
    /// It works on signals, images or volumes: what it reads and what it gives are maps.
    case maps
    /// Its result is laid out as what it reads.
    case kept
    /// Its result is not a map.
    case changed
  }

  /// A tensor that the operator gives.
  struct Result {
    /// The tensor's number.
    var tensor: Int
    /// The lengths, including the batch; nil if unknown.
    var shape: [Int]?
    /// The bits of an element; nil if the file does not state its type.
    var bits: Int?
    /// Whether it depends on the network's data. A tensor without elements does not.
    var isData: Bool
  }

  /// The file's name for the operator.
  var label: String
  /// The modules around it.
  var path: ModulePath
  /// What is computed.
  var operation: Operation
  /// Whether the operator's work is known.
  var isKnown: Bool
  /// Whether it may sum products, as a convolution does.
  var mayMultiply: Bool
  /// The numbers of the tensors that it reads and that depend on the network's data.
  var reads: [Int]
  /// The tensors that it gives, its main one first.
  var results: [Result]
  /// Whether each result is computed by the operator. If not, those after the first are available
  /// without work.
  var computesAll = false
  /// The stored numbers that it reads.
  var numbers = ReadNumbers()
  /// How it treats layouts.
  var layout = Layout.kept
  /// Whether it moves positions of maps, and of other tensors: a concatenation of positions instead
  /// of channels, or a slice of positions that are not a map's rows and columns.
  var moves = (onMaps: false, elsewhere: false)
  /// How the source writes it; nil for the usual form.
  var form: SourceForm?
  /// Whether each element depends on all of the input, although that is not usual for its kind.
  var mixes = false
}
