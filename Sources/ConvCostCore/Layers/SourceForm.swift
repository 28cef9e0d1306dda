/// How the code that defines a network writes an operation, which decides whether a counter sees
/// it.
///
/// A counter that hooks modules does not see functions; one that replaces PyTorch's functions does
/// not see operators; one that traces sees everything.
public enum SourceForm: String, Hashable, Sendable, CaseIterable {
  /// A module of the framework, `nn.ReLU`.
  case module
  /// A module of the network's own, such as ConvNeXt's `LayerNorm2d`, whose type is unknown to
  /// counters.
  case customModule = "custom module"
  /// A function of the framework, `F.relu`.
  case function
  /// A tensor's method, `x.mean`.
  case method
  /// An operator of the language, `+`.
  case `operator`
}

/// The frameworks in which networks are written and on which counters work.
public enum Framework: String, Hashable, Sendable, CaseIterable {
  case pytorch = "PyTorch"
  case tensorflow = "TensorFlow"
}
