extension Convention {
  /// Every convention that is known by name, the standard first.
  public static let all: [Convention] = [
    .standard, .torchvision, .torchFlopCounter, .fvcore, .fvcoreTraining, .timm, .thop, .ptflops,
    .ptflops06, .ptflopsATen, .torchinfo, .calflops, .deepSpeed, .keras, .onnxTool,
    .onnxToolFolded, .darknet, .paper,
  ]

  /// Returns the convention with the given name.
  public static func named(_ name: String) -> Convention? {
    let name = name.lowercased()
    return all.first { $0.name == name }
  }
}
