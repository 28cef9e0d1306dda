import Testing

@testable import ConvCostReports

struct ScatterLabelTests {
  private let box = Box(x: 10, y: 20, width: 30, height: 40)

  /// A box contains itself, and no box that goes beyond one of its sides.
  @Test func `a box contains what lies within its sides`() {
    #expect(box.contains(box))
    #expect(box.contains(Box(x: 11, y: 21, width: 28, height: 38)))
    for other in [
      Box(x: 9, y: 20, width: 30, height: 40), Box(x: 10, y: 19, width: 30, height: 40),
      Box(x: 11, y: 20, width: 30, height: 40), Box(x: 10, y: 21, width: 30, height: 40),
    ] {
      #expect(!box.contains(other))
    }
  }

  /// Neighbours that share a side or a corner do not overlap; a hair nearer they do.
  @Test(arguments: [(30.0, 0.0), (-30, 0), (0, 40), (0, -40), (30, 40), (-30, -40)])
  func `boxes that touch do not overlap`(across: Double, down: Double) {
    let other = Box(x: 10 + across, y: 20 + down, width: 30, height: 40)
    #expect(!box.overlaps(other))
    #expect(!other.overlaps(box))
    let nearer = Box(x: 10 + 0.99 * across, y: 20 + 0.99 * down, width: 30, height: 40)
    #expect(box.overlaps(nearer))
    #expect(nearer.overlaps(box))
  }

  /// Circles at the right, at the bottom and, 3 and 4 away, at a corner: the distance is 5.
  @Test(arguments: [(45.0, 30.0), (25, 65), (5, 30), (25, 15), (43, 64), (7, 16)])
  func `a circle that touches a box does not overlap it`(x: Double, y: Double) {
    #expect(!box.overlaps(Circle(x: x, y: y, radius: 5)))
    #expect(box.overlaps(Circle(x: x, y: y, radius: 5.01)))
  }
}
