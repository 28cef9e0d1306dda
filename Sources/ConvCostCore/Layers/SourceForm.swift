/// How the code that defines a network writes an operation, which decides what counters see of it.
///
/// A counter that hangs hooks on modules sees no function; one that replaces PyTorch's functions sees
/// no operator; one that traces sees all.
public enum SourceForm: String, Hashable, Sendable, CaseIterable {
  /// A module of the framework, `nn.ReLU`.
  case module
  /// A module of the network's own, such as ConvNeXt's `LayerNorm2d`, whose type no counter knows.
  case customModule = "custom module"
  /// A function of the framework, `F.relu`.
  case function
  /// A tensor's method, `x.mean`.
  case method
  /// An operator of the language, `+`.
  case `operator`
}

/// What a network's code is written with, and what a counter works on.
public enum Framework: String, Hashable, Sendable, CaseIterable {
  case pytorch = "PyTorch"
  case tensorflow = "TensorFlow"
}
