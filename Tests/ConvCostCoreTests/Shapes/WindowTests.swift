import Testing

@testable import ConvCostCore

/// A window along one axis and the output length that a public source states.
struct WindowFact: Sendable, CustomTestStringConvertible {
  var id: String
  var input: Int
  var kernel: Int
  var stride = 1
  var padding: Padding = .valid
  var dilation = 1
  var rounding = Rounding.floor
  var output: Int

  var testDescription: String { id }
}

struct WindowTests {
  @Test(arguments: [
    WindowFact(id: "AlexNet conv1, 227", input: 227, kernel: 11, stride: 4, output: 55),
    WindowFact(
      id: "torchvision AlexNet conv1", input: 224, kernel: 11, stride: 4, padding: 2, output: 55),
    WindowFact(id: "ResNet stem", input: 224, kernel: 7, stride: 2, padding: 3, output: 112),
    WindowFact(id: "ResNet pool", input: 112, kernel: 3, stride: 2, padding: 1, output: 56),
    WindowFact(
      id: "GoogLeNet pool, ceil", input: 112, kernel: 3, stride: 2, rounding: .ceil, output: 56),
    WindowFact(id: "the same, floor", input: 112, kernel: 3, stride: 2, output: 55),
    WindowFact(
      id: "NIN on CIFAR, ceil", input: 32, kernel: 3, stride: 2, rounding: .ceil, output: 16),
    WindowFact(id: "Inception-v3 stem", input: 299, kernel: 3, stride: 2, output: 149),
    WindowFact(
      id: "Xception, SAME on 147", input: 147, kernel: 3, stride: 2, padding: .same, output: 74),
    WindowFact(
      id: "EfficientNet-B2, SAME on 65", input: 65, kernel: 5, stride: 2, padding: .same, output: 33
    ),
    WindowFact(
      id: "the same, half", input: 65, kernel: 5, stride: 2, padding: .half, output: 33),
    WindowFact(
      id: "dilation 2", input: 32, kernel: 3, padding: 2, dilation: 2, output: 32),
    WindowFact(
      id: "a last window in the padding is left out", input: 4, kernel: 2, stride: 2, padding: 1,
      rounding: .ceil, output: 3),
    WindowFact(
      id: "and here too", input: 5, kernel: 2, stride: 3, padding: 1, rounding: .ceil, output: 2),
    // torch 2.12, MaxPool2d(2, 2, ceil_mode=True) on 1×1, and MaxPool2d(3, 2, ceil_mode=True) on
    // 2×2.
    WindowFact(
      id: "less than a step is missing", input: 1, kernel: 2, stride: 2, rounding: .ceil,
      output: 1),
    WindowFact(
      id: "a window of three on two", input: 2, kernel: 3, stride: 2, rounding: .ceil, output: 1),
  ])
  func `the output length is the published one`(fact: WindowFact) throws {
    let window = Window(
      kernel: Extent(fact.kernel), stride: Extent(fact.stride), padding: fact.padding,
      dilation: Extent(fact.dilation), rounding: fact.rounding)
    let output = try window.output(of: Extent(fact.input, fact.input))
    #expect(output == Extent(fact.output, fact.output))
  }

  /// Slides each window by hand and counts the positions.
  @Test(arguments: [Rounding.floor, .ceil])
  func `the formula counts the positions that a window takes`(rounding: Rounding) throws {
    for input in 0...13 {
      for kernel in 1...4 {
        for stride in 1...4 {
          for dilation in 1...3 {
            for before in 0...2 {
              for after in 0...2 {
                let axis = WindowAxis(
                  kernel: kernel, stride: stride,
                  padding: .explicit(before: before, after: after), dilation: dilation,
                  rounding: rounding)
                let expected = positions(of: axis, on: input, before, after)
                let found = try? axis.output(of: input, along: .height)
                #expect(
                  (found ?? 0) == expected,
                  """
                  input \(input), kernel \(kernel), stride \(stride), dilation \(dilation), pads \
                  \(before) \(after)
                  """
                )
              }
            }
          }
        }
      }
    }
  }

  /// The rule of PyTorch's `pooling_output_shape`, position by position: a window counts if it lies
  /// in the padded input or, rounded up, extends less than a step beyond it. Then the last one is
  /// left out if it starts after the input, in the padding.
  private func positions(of axis: WindowAxis, on input: Int, _ before: Int, _ after: Int) -> Int {
    let beyond = axis.rounding == .ceil ? axis.stride : 1
    var starts: [Int] = []
    var start = -before
    while start + axis.span - (input + after) < beyond {
      starts.append(start)
      start += axis.stride
    }
    if axis.rounding == .ceil, let last = starts.last, last >= input { starts.removeLast() }
    return starts.count
  }

  @Test func `lengths that no input has are refused`() {
    for input in [-1, Int.min, Int.max, Int(Int32.max) + 1] {
      #expect(throws: ShapeError.self) {
        try WindowAxis(kernel: 1).output(of: input, along: .height)
      }
    }
  }

  @Test func `the arithmetic says where a last window is left out`() {
    let window = WindowAxis(
      kernel: 2, stride: 2, padding: .explicit(before: 1, after: 1), rounding: .ceil)
    #expect(
      WindowArithmetic(input: 4, window: window).description
        == "⌈(4 + 1 + 1 − 1·(2 − 1) − 1)/2⌉ + 1")
    #expect(
      WindowArithmetic(input: 3, window: window).description
        == "⌈(3 + 1 + 1 − 1·(2 − 1) − 1)/2⌉ + 1 − 1")
  }

  @Test func `same padding gives the input divided by the stride, rounded up`() throws {
    for input in 1...20 {
      for kernel in 1...7 {
        for stride in 1...4 {
          let window = Window(kernel: Extent(kernel), stride: Extent(stride), padding: .same)
          let output = try window.output(of: Extent(input, input))
          let length = (input + stride - 1) / stride
          #expect(output == Extent(length, length))
        }
      }
    }
  }

  @Test func `half padding equals same padding for odd kernels`() throws {
    for input in 1...20 {
      for kernel in stride(from: 1, through: 7, by: 2) {
        for step in 1...4 {
          let half = Window(kernel: Extent(kernel), stride: Extent(step), padding: .half)
          let same = Window(kernel: Extent(kernel), stride: Extent(step), padding: .same)
          let output = try half.output(of: Extent(input, input))
          #expect(try same.output(of: Extent(input, input)) == output)
        }
      }
    }
  }

  @Test func `the odd pixel of same padding is at the end`() {
    let window = Window(kernel: 2, stride: 1, padding: .same)
    let pads = window[.height].pads(for: 5)
    #expect(pads == (0, 1))
  }

  @Test func `the axes are independent`() throws {
    let window = Window(
      kernel: Extent(1, 7), stride: Extent(1, 2),
      padding: .explicit(before: Extent(0, 3), after: Extent(1, 2)),
      dilation: Extent(1, 1))
    #expect(try window.output(of: Extent(10, 20)) == Extent(11, 10))
  }

  /// The samples of a volume's window are a product of three lengths.
  @Test(arguments: [(2_097_151, true), (2_097_152, false)])
  func `a window has no more samples than fit in 64 bits`(length: Int, fits: Bool) throws {
    let window = Window(kernel: length, padding: length / 2)
    let extent = Extent(2, 2, 2)
    if fits {
      _ = try window.output(of: extent)
      #expect(window.area(on: 3) == length * length * length)
    } else {
      #expect(
        throws: ShapeError.overflow(
          quantity: "samples of the window", factors: [length, length, length])
      ) { try window.output(of: extent) }
    }
  }
}
