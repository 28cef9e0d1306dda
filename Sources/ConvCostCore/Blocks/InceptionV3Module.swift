/// The modules of Inception-v3 as released, with the names of torchvision's branches.
///
/// Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2015; the widths
/// are those of the released graph, which the paper does not print.
public struct InceptionV3Module: Block {
  /// The kinds of modules.
  public enum Kind: Hashable, Sendable {
    /// The module at 35×35, the paper's Figure 5 with an undivided 5×5.
    case a(pool: Int)
    /// The reduction of the grid from 35×35 to 17×17, the paper's Figure 10.
    case b
    /// The module at 17×17 with 7×7 convolutions as 1×7 and 7×1, the paper's Figure 6.
    case c(channels: Int)
    /// The reduction of the grid from 17×17 to 8×8.
    case d
    /// The module at 8×8 whose branches fork into 1×3 and 3×1, the paper's Figure 7.
    case e
  }

  public static let typeName = "Inception"

  /// The kind of the module.
  public var kind: Kind
  /// The normalisation after every convolution.
  public var norm: BatchNorm

  /// Creates a module.
  public init(_ kind: Kind, norm: BatchNorm = BatchNorm()) {
    self.kind = kind
    self.norm = norm
  }

  public var body: [Layer] {
    switch kind {
    case .a(let pool):
      Concat {
        conv(64, 1).named("branch1x1")
        Chain {
          conv(48, 1).named("branch5x5_1")
          conv(64, 5).named("branch5x5_2")
        }
        Chain {
          conv(64, 1).named("branch3x3dbl_1")
          conv(96, 3).named("branch3x3dbl_2")
          conv(96, 3).named("branch3x3dbl_3")
        }
        pooled(pool)
      }

    case .b:
      Concat {
        reduction(384).named("branch3x3")
        Chain {
          conv(64, 1).named("branch3x3dbl_1")
          conv(96, 3).named("branch3x3dbl_2")
          reduction(96).named("branch3x3dbl_3")
        }
        Pool.max(3, stride: 2).written(as: .function)
      }

    case .c(let channels):
      Concat {
        conv(192, 1).named("branch1x1")
        Chain {
          conv(channels, 1).named("branch7x7_1")
          conv(channels, Extent(1, 7)).named("branch7x7_2")
          conv(192, Extent(7, 1)).named("branch7x7_3")
        }
        Chain {
          conv(channels, 1).named("branch7x7dbl_1")
          conv(channels, Extent(7, 1)).named("branch7x7dbl_2")
          conv(channels, Extent(1, 7)).named("branch7x7dbl_3")
          conv(channels, Extent(7, 1)).named("branch7x7dbl_4")
          conv(192, Extent(1, 7)).named("branch7x7dbl_5")
        }
        pooled(192)
      }

    case .d:
      Concat {
        Chain {
          conv(192, 1).named("branch3x3_1")
          reduction(320).named("branch3x3_2")
        }
        Chain {
          conv(192, 1).named("branch7x7x3_1")
          conv(192, Extent(1, 7)).named("branch7x7x3_2")
          conv(192, Extent(7, 1)).named("branch7x7x3_3")
          reduction(192).named("branch7x7x3_4")
        }
        Pool.max(3, stride: 2).written(as: .function)
      }

    case .e:
      Concat {
        conv(320, 1).named("branch1x1")
        Chain {
          conv(384, 1).named("branch3x3_1")
          Concat {
            conv(384, Extent(1, 3)).named("branch3x3_2a")
            conv(384, Extent(3, 1)).named("branch3x3_2b")
          }
        }
        Chain {
          conv(448, 1).named("branch3x3dbl_1")
          conv(384, 3).named("branch3x3dbl_2")
          Concat {
            conv(384, Extent(1, 3)).named("branch3x3dbl_3a")
            conv(384, Extent(3, 1)).named("branch3x3dbl_3b")
          }
        }
        pooled(192)
      }
    }
  }

  private func conv(_ channels: Int, _ kernel: some ExtentConvertible) -> NamedConv {
    NamedConv(channels, kernel: kernel, padding: .half, norm: norm)
  }

  /// A convolution that halves the grid.
  private func reduction(_ channels: Int) -> NamedConv {
    NamedConv(channels, kernel: 3, stride: 2, norm: norm)
  }

  /// The pool and its projection.
  private func pooled(_ channels: Int) -> Chain {
    Chain {
      Pool.average(3, stride: 1, padding: 1).written(as: .function)
      conv(channels, 1).named("branch_pool")
    }
  }
}
