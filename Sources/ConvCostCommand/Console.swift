/// Collects the results and messages of a command; the program prints them.
public struct Console: Sendable {
  /// The width of the terminal that results go to; nil if they go elsewhere.
  public var width: Int?
  /// Whether results go to a terminal that shows colours, and the user has not turned them off.
  public var showsColor: Bool
  /// Shows the progress of long work, if standard error is a terminal; an empty text clears it.
  public var progress: (@Sendable (String) -> Void)?
  /// Writes collected output and a text to standard output at once, and returns false if that
  /// fails; nil if all output is collected.
  public var flush: (@Sendable (String) -> Bool)?
  /// The text for standard output.
  public internal(set) var output = ""
  /// The text for standard error.
  public internal(set) var messages = ""

  /// Creates a console.
  public init(width: Int? = nil, showsColor: Bool = false) {
    self.width = width
    self.showsColor = showsColor
  }
}
