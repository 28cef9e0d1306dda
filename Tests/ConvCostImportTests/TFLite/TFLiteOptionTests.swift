import Testing

@testable import ConvCostImport

/// The slots of the schema's tables: every slot holds its own number plus two.
struct TFLiteOptionTests {
  private static func options(_ type: TFLiteOperator, flags: Set<Int>? = nil) throws
    -> TFLiteOptions
  {
    var fields: [Int: FlatValue] = [:]
    for slot in 0..<9 {
      var number = slot + 2
      if let flags { number = flags.contains(slot) ? 1 : 0 }
      fields[slot] = .int32(number)
    }
    let bytes = FlatBufferWriter.file(FlatTable(fields))
    return try TFLiteOptions(type, FlatBuffer(ByteSource(bytes)).root())
  }

  @Test(
    arguments: [
      (TFLiteOperator.conv2D, [4, 3], [7, 6], []), (.depthwiseConv2D, [4, 3], [8, 7], []),
      (.conv3D, [3, 5, 4], [7, 9, 8], []), (.conv3DTranspose, [3, 5, 4], [7, 9, 8], []),
      (.averagePool2D, [4, 3], [], [6, 5]), (.maxPool2D, [4, 3], [], [6, 5]),
      (.transposeConv, [4, 3], [], []),
    ] as [(TFLiteOperator, [Int], [Int], [Int])])
  func `windows are read from their slots`(
    type: TFLiteOperator, strides: [Int], dilations: [Int], kernel: [Int]
  ) throws {
    let options = try Self.options(type)
    #expect(options.strides == strides.asStated)
    #expect(options.dilations == dilations.asStated)
    #expect(options.kernel == kernel.asStated)
    #expect(!options.isSame)
    #expect(try Self.options(type, flags: []).isSame)
  }

  /// Distances are 1 where the file leaves them out.
  @Test func `dilations have a default`() throws {
    let table = try FlatBuffer(ByteSource(FlatBufferWriter.file(FlatTable()))).root()
    #expect(try TFLiteOptions(.conv2D, table).dilations == [1, 1])
    #expect(try TFLiteOptions(.conv2D, table).isSame)
    #expect(try TFLiteOptions(.conv2D, table).activation == .none)
    #expect(try TFLiteOptions(.bidirectionalSequenceLstm, table).isTimeMajor)
    #expect(try !TFLiteOptions(.unidirectionalSequenceLstm, table).isTimeMajor)
  }

  @Test(
    arguments: [
      (TFLiteOperator.conv2D, 3), (.depthwiseConv2D, 4), (.conv3D, 4), (.averagePool2D, 5),
      (.transposeConv, 3), (.fullyConnected, 0), (.concatenation, 1), (.add, 0), (.mul, 0),
    ] as [(TFLiteOperator, Int)])
  func `fused functions are read from their slots`(type: TFLiteOperator, slot: Int) throws {
    #expect(try Self.options(type, flags: [slot]).activation == .relu)
    let others = Set(0..<9).subtracting([slot])
    #expect(try Self.options(type, flags: others).activation == .none)
  }

  @Test func `numbers are read from their slots`() throws {
    #expect(try Self.options(.concatenation).axis == 2)
    #expect(try Self.options(.gather).axis == 2)
    #expect(try Self.options(.gather).batchAxes == 3)
    #expect(try Self.options(.pack).axis == 3)
    #expect(try Self.options(.unpack).axis == 3)
    #expect(try Self.options(.depthToSpace).size == 2)
    #expect(try Self.options(.call).subgraphs == [2])
    #expect(try Self.options(.if).subgraphs == [2, 3])
    #expect(try Self.options(.stablehloComposite).subgraphs == [3])
    let masks = try Self.options(.stridedSlice).masks
    #expect(masks.begin == 2)
    #expect(masks.end == 3)
    #expect(masks.ellipsis == 4)
    #expect(masks.newAxis == 5)
    #expect(masks.shrinkAxis == 6)
  }

  @Test func `flags are read from their slots`() throws {
    func options(_ type: TFLiteOperator, _ slot: Int) throws -> TFLiteOptions {
      try Self.options(type, flags: [slot])
    }
    for slot in 0..<8 {
      #expect(try options(.fullyConnected, slot).keepsDimensions == (slot == 2))
      #expect(try options(.mean, slot).keepsDimensions == (slot == 0))
      #expect(try options(.batchMatmul, slot).transposes.first == (slot == 0))
      #expect(try options(.batchMatmul, slot).transposes.second == (slot == 1))
      #expect(try options(.unidirectionalSequenceLstm, slot).isTimeMajor == (slot == 3))
      #expect(try options(.unidirectionalSequenceRnn, slot).isTimeMajor == (slot == 0))
      #expect(try options(.bidirectionalSequenceLstm, slot).isTimeMajor == (slot == 4))
      #expect(try options(.bidirectionalSequenceRnn, slot).isTimeMajor == (slot == 0))
    }
  }
}
