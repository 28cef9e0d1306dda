import ConvCostCore
import Testing

struct ChannelSliceTests {
  @Test(arguments: [
    (ChannelSlice.part(2, of: 2), ShapeError.channelsOutside(first: 2, count: 1, channels: 2)),
    (.range(first: 3, count: 2), .channelsOutside(first: 3, count: 2, channels: 4)),
  ])
  func `channels outside of the input are an error`(slice: ChannelSlice, error: ShapeError) {
    #expect(throws: error) { try slice.output(of: .map(4, 6)) }
  }

  @Test func `the last channels are inside`() throws {
    #expect(try ChannelSlice.part(1, of: 2).output(of: .map(4, 6)) == .map(2, 6))
    #expect(try ChannelSlice.range(first: 3, count: 1).output(of: .map(4, 6)) == .map(1, 6))
  }
}
