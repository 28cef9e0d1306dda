extension Convention {
  /// The BFLOPs that Darknet prints beside every convolution when it loads a network, added up:
  /// 2 · filters · size² · channels/groups · height · width of the output.
  ///
  /// | YOLOv3 at 416×416 | |
  /// |---|---|
  /// | multiply-accumulates of convolutions | 32,932,037,632 |
  /// | the same once more | 32,932,037,632 |
  /// | FLOPs | 65,864,075,264 |
  ///
  /// It prints them divided by 10⁹, as 65.864. Fully connected, transposed and locally connected
  /// layers print none. A fork, AlexeyAB/darknet, adds the samples of pools and the elements of
  /// shortcuts to its `Total BFLOPS`.
  public static let darknet = Convention(
    "darknet",
    summary: "twice the MACs of convolutions, and of nothing else",
    source: "pjreddie/darknet, src/convolutional_layer.c, make_convolutional_layer",
    counts: [Count(.flops, "FLOPs", [.convolution: [2 * .macs]])])
}
