/// stub
enum ExplorerPage {
  static func html(title: String, data: String, fallback: String) -> String {
    "<script type=\"application/json\" id=\"data\">\(data)</script>\(fallback)"
  }
}
