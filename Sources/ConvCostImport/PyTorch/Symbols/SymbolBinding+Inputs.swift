extension SymbolBinding {
  /// An input of a program.
  struct Input {
    /// Its name.
    var name: String
    /// Its lengths.
    var sizes: [SymbolicLength]
  }

  /// Binds the names of a program's lengths.
  ///
  /// - Throws: `PyTorchError` for options that do not fit the inputs, and for lengths that are
  ///   open.
  init(
    _ inputs: [Input], _ ranges: [String: ExportedProgram.Range], _ options: ModelOptions
  ) throws(PyTorchError) {
    self.init(inputs.flatMap(\.sizes), ranges)
    for name in options.inputs.keys.sorted() where !inputs.contains(where: { $0.name == name }) {
      throw .unknownInput(name, known: inputs.map(\.name))
    }
    for (name, value) in options.dimensions.sorted(by: { $0.key < $1.key }) {
      guard names.contains(name) else { throw .unknownLength(name, known: names) }
      try self.name(name, value)
    }
    let image = inputs.firstIndex { $0.sizes.count >= 3 } ?? inputs.startIndex
    if options.input != nil, inputs.isEmpty { throw .noInput }
    for (index, input) in inputs.enumerated() {
      guard let lengths = options.inputs[input.name] ?? (index == image ? options.input : nil)
      else { continue }
      try bind(input, lengths)
    }
    for input in inputs { try requireValues(input) }
  }

  private mutating func bind(_ input: Input, _ lengths: [Int]) throws(PyTorchError) {
    guard let axes = inputAxes(lengths, rank: input.sizes.count) else {
      throw .badInput(input.name, own: texts(input), given: lengths)
    }
    for (axis, length) in axes.sorted(by: { $0.key < $1.key }) {
      switch input.sizes[axis] {
      case .fixed(let own):
        guard own == RawInteger(length) else {
          throw .fixedInput(input.name, own: texts(input), axis: axis, given: length)
        }
      case .expression(let text, hint: _): try bind(text, to: length, of: input.name)
      }
    }
  }

  private mutating func requireValues(_ input: Input) throws(PyTorchError) {
    var open: [String] = []
    for size in input.sizes {
      guard case .expression(let text, hint: _) = size else { continue }
      guard try value(of: size, in: input.name) == nil else { continue }
      let name = name(of: size) ?? text
      if !open.contains(name) { open.append(name) }
    }
    guard open.isEmpty else { throw .openLengths(open, input: input.name) }
  }

  private mutating func texts(_ input: Input) -> [String] {
    input.sizes.map { size in
      switch size {
      case .fixed(let length): "\(length)"
      case .expression(let text, hint: _): name(of: size) ?? text
      }
    }
  }
}
