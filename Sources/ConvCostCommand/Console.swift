/// Where a command writes: results and messages are collected, and the program prints them.
public struct Console: Sendable {
  /// The characters of a line where results go to a terminal; nil elsewhere.
  public var width: Int?
  /// Whether results go to a terminal that shows colours, and the user has not said no to them.
  public var showsColor: Bool
  /// Shows how far long work is, where standard error is a terminal; an empty text clears it.
  public var progress: (@Sendable (String) -> Void)?
  /// Writes to standard output at once, what was collected before it; nil where everything is
  /// collected. False where that fails.
  public var flush: (@Sendable (String) -> Bool)?
  /// What goes to standard output.
  public internal(set) var output = ""
  /// What goes to standard error.
  public internal(set) var messages = ""

  /// Creates a console.
  public init(width: Int? = nil, showsColor: Bool = false) {
    self.width = width
    self.showsColor = showsColor
  }
}
