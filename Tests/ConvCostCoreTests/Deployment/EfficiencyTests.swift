import ConvCostCore
import Testing

struct EfficiencyTests {
  /// In elements and stored numbers:
  ///
  /// | operation | reads | stored | writes | live | MACs |
  /// |---|---|---|---|---|---|
  /// | convolution 2 → 4 | 200 | 8 | 400 | 600 | 800 |
  /// | norm | 400 | 8 + 8 | 400 | 800 | 0 |
  /// | convolution 4 → 2 | 400 | 8 + 2 | 200 | 600 | 800 |
  private static func graph() throws -> Graph {
    try Network(input: .map(2, 10)) {
      Convolution(4, kernel: 1, bias: false)
      BatchNorm()
      Convolution(2, kernel: 1)
    }.graph()
  }

  @Test(arguments: [(DataType.int8, 1, 1), (.fp32, 1, 4), (.fp16, 3, 2)])
  func `memory and traffic by hand`(type: DataType, batch: Int, bytes: Int) throws {
    let efficiency = try Efficiency(Self.graph(), Deployment(dataType: type, batch: batch))
    let nodes = efficiency.nodes
    #expect(nodes.map(\.peakBytes) == [600, 800, 600].map { $0 * batch * bytes })
    #expect(
      nodes.map(\.bytesRead)
        == [200 * batch + 8, 400 * batch + 16, 400 * batch + 10].map { $0 * bytes })
    #expect(nodes.map(\.bytesWritten) == [400, 400, 200].map { $0 * batch * bytes })
    #expect(nodes.map(\.macs) == [800, 0, 800].map { Double($0 * batch) })
    #expect(efficiency.total.peakBytes == 800 * batch * bytes)
    #expect(efficiency.total.bytes == (2000 * batch + 34) * bytes)
    // The model's parameters include the scales and shifts of norms, but not their statistics.
    #expect(efficiency.modelBytes == 26 * bytes)
  }

  @Test func `folded norms leave no traffic and no parameters`() throws {
    let deployment = Deployment(dataType: .int8, foldsNorms: true)
    let efficiency = try Efficiency(Self.graph(), deployment)
    #expect(efficiency.nodes.map(\.bytesRead) == [212, 0, 410])
    #expect(efficiency.nodes.map(\.bytes) == [612, 0, 610])
    #expect(efficiency.nodes.map(\.peakBytes) == [600, 400, 600])
    #expect(efficiency.modelBytes == 22)
    // They exist while the network is trained.
    #expect(efficiency.training.parameters == 26)
  }

  @Test func `the least time is the roofline's, operation by operation`() throws {
    // At 1600 FLOPs per second. The norm's 816 bytes take a second too, the convolutions' 608 and
    // 610 bytes less.
    let device = Device(peak: 1600, bandwidth: 816)
    let efficiency = try Efficiency(Self.graph(), Deployment(dataType: .int8, device: device))
    #expect(efficiency.nodes.map(\.seconds) == [1, 1, 1])
    #expect(efficiency.nodes.map(\.bound) == [.compute, .memory, .compute])
    #expect(efficiency.total.seconds == 3)
    #expect(efficiency.total.bound == .compute)
    #expect(efficiency.total.computeSeconds == 2)
    #expect(efficiency.footprint(of: 1..<2).bound == .memory)
    // 3200 FLOPs and 2034 bytes.
    #expect(efficiency.total.intensity == 3200.0 / 2034)
  }

  @Test func `traffic alone bounds a fast device`() throws {
    let device = Device(peak: 1e30, bandwidth: 304)
    let efficiency = try Efficiency(Self.graph(), Deployment(dataType: .int8, device: device))
    #expect(efficiency.nodes[0].seconds == 608.0 / 304)
    #expect(efficiency.nodes.map(\.bound) == [.memory, .memory, .memory])
    #expect(efficiency.total.bound == .memory)
  }

  @Test func `views take no time and have no bound`() throws {
    let graph = try Network(input: .map(2, 10)) {
      Flatten()
      Linear(2)
    }.graph()
    let device = Device(peak: 1, bandwidth: 1)
    let view = try Efficiency(graph, Deployment(device: device)).nodes[0]
    #expect(view.seconds == 0)
    #expect(view.bound == nil)
    #expect(view.intensity == nil)
  }

  @Test func `without a device, or its peak for the format, there is no time`() throws {
    let none = try Efficiency(Self.graph()).total
    #expect(none.seconds == nil)
    #expect(none.bound == nil)
    let device = Device(name: "half", peaks: [.fp16: 1e12], bandwidth: 1e9)
    #expect(try Efficiency(Self.graph(), Deployment(device: device)).total.seconds == nil)
  }

  /// Horowitz 2014: 0.3 pJ for multiplying and adding 8-bit integers, 640 pJ for 32 bits of DRAM.
  @Test func `energy is the sum of the arithmetic's and the traffic's`() throws {
    let efficiency = try Efficiency(Self.graph(), Deployment(dataType: .int8))
    let expected = (1600 * 0.3 + 2034 * 160) * 1e-12
    #expect(abs(efficiency.total.joules - expected) < 1e-18)
  }

  @Test func `bytes that do not fit are an error with their place`() throws {
    let graph = try Self.graph()
    // The convolution's 600 live elements fit; the sum of its traffic and the norm's does not.
    let error = #expect(throws: NetworkError.self) {
      try Efficiency(graph, Deployment(dataType: .int8, batch: Cost.largestCount / 1000))
    }
    #expect(error?.path == Paths(graph).nodes[1])
    #expect(error?.problem == .totalOverflow(quantity: "bytes"))
  }

  @Test func `an empty footprint adds nothing`() {
    #expect(Footprint().peakBytes == 0)
    #expect(Footprint().bytes == 0)
    #expect(Footprint().macs == 0)
    #expect(Footprint().joules == 0)
    #expect(Footprint().computeSeconds == 0)
    #expect(Footprint() + Footprint() == Footprint())
  }
}
