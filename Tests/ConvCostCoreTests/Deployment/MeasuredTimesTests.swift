import ConvCostCore
import Testing

struct MeasuredTimesTests {
  private static func network() throws -> Graph {
    try Network(input: .map(2, 4)) {
      Convolution(4, kernel: 1).named("conv")
      Activation.relu.layer.named("relu")
      Flatten()
      Linear(3).named("head")
    }.graph()
  }

  @Test(arguments: [
    ("layer,s\nconv,0.5", 0.5), ("layer,ms\nconv,500", 0.5), ("a, µs \n conv , 5e5\n\n", 0.5),
    ("\"layer\",\"us\"\r\n\"conv\",\"500000\"\r\n", 0.5), ("x,ns\nconv,5e8", 0.5),
  ])
  func `the first line names the unit`(text: String, seconds: Double) throws {
    let times = try MeasuredTimes(csv: text)
    #expect(abs((times.seconds["conv"] ?? 0) - seconds) < 1e-12)
    #expect(times.seconds.count == 1)
  }

  @Test(arguments: [
    ("", "1: found '', expected a name and the unit of the times, such as layer,ms"),
    ("a", "1: found 'a', expected a name and the unit of the times, such as layer,ms"),
    ("a,hours", "1: found 'a,hours', expected a name and the unit of the times, such as layer,ms"),
    ("a,s\nconv", "2: found 'conv', expected the path of a layer and its time"),
    ("a,s\nconv,-1", "2: found 'conv,-1', expected the path of a layer and its time"),
    ("a,s\nconv,nan", "2: found 'conv,nan', expected the path of a layer and its time"),
    ("a,s\n,1", "2: found ',1', expected the path of a layer and its time"),
    ("a,s\nconv,1\nconv,2", "3: a second time of 'conv'"),
    ("a,s" + String(repeating: "\n", count: 1_000_000), "1: more than 1,000,000 lines"),
  ])
  func `other texts are refused with their place`(text: String, message: String) {
    #expect {
      try MeasuredTimes(csv: text)
    } throws: { error in
      "\(error)" == message
    }
  }

  /// 64 MACs at 128 operations a second take a second, a half is measured; blocks are sums, and
  /// only layers with a time are compared with their bound.
  @Test func `times stand beside the bounds of the same layers`() throws {
    let graph = try Self.network()
    let times = MeasuredTimes(seconds: ["conv": 3, "head": 2])
    let run = try Efficiency(
      graph,
      Deployment(device: Device(peak: 256, bandwidth: 1e18), times: times))
    // 4·4·8 = 128 multiply-accumulates, then 64·3.
    #expect(run.nodes[0].seconds == 1 && run.nodes[0].slowdown == 3)
    #expect(run.nodes[1].slowdown == nil && run.nodes[1].measuredSeconds == nil)
    #expect(run.total.measuredSeconds == 5)
    #expect(run.total.measuredBound == 1 + 1.5)
    #expect(run.total.slowdown == 2)
    #expect(try MeasuredTimes(csv: "a,s\nx,1\nhead,1\nb,1").unmatched(in: graph) == ["b", "x"])
  }

  @Test func `without a device there is no bound`() throws {
    let run = try Efficiency(
      Self.network(), Deployment(times: MeasuredTimes(seconds: ["conv": 3])))
    #expect(run.total.measuredSeconds == 3 && run.total.slowdown == nil)
  }
}
