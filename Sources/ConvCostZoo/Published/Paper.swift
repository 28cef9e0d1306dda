/// A paper that the zoo's citations name, as a bibliography lists it.
package struct Paper: Equatable, Sendable {
  /// The name in citations: authors and year.
  package let name: String
  /// The authors with their last names first.
  package let authors: [String]
  /// The title.
  package let title: String
  /// The year.
  package let year: Int
  /// The number at arXiv; nil for a paper that is not there.
  package let arXiv: String?
  /// Where it appeared, for a paper that is not at arXiv.
  package let journal: String?

  private init(
    _ name: String, _ authors: String, _ title: String, arXiv: String? = nil,
    journal: String? = nil
  ) {
    self.name = name
    self.authors = authors.split(separator: ";").map(String.init)
    self.title = title
    year = Int(name.suffix(4)) ?? 0
    self.arXiv = arXiv
    self.journal = journal
  }

  /// Returns the papers that a citation names, in the order of the list.
  package static func cited(in citation: String) -> [Paper] {
    all.filter { citation.contains($0.name) }
  }

  /// The key of the entry: the first author and the year.
  package var key: String {
    let last = name.lowercased().replacing("ç", with: "c").prefix { $0 != " " }
    return "\(last)\(year)\(title.lowercased().split(separator: " ").first ?? "")"
      .filter { $0.isLetter || $0.isNumber }
  }

  /// The entry for BibTeX.
  package var bibTeX: String {
    var fields = [
      ("author", authors.joined(separator: " and ")), ("title", "{\(title)}"), ("year", "\(year)"),
    ]
    if let arXiv {
      fields += [("eprint", arXiv), ("archivePrefix", "arXiv")]
    }
    if let journal { fields.append(("journal", journal)) }
    let lines = fields.map { "  \($0.0) = {\($0.1)}" }
    return "@\(journal == nil ? "misc" : "article"){\(key),\n\(lines.joined(separator: ",\n"))\n}\n"
  }

  /// Every paper, the oldest first. `and others` stands for further authors.
  package static let all = [
    Paper(
      "LeCun et al. 1998", "LeCun, Yann;Bottou, L{\\'e}on;Bengio, Yoshua;Haffner, Patrick",
      "Gradient-Based Learning Applied to Document Recognition",
      journal: "Proceedings of the IEEE 86(11), 2278--2324"),
    Paper(
      "Krizhevsky et al. 2012", "Krizhevsky, Alex;Sutskever, Ilya;Hinton, Geoffrey E.",
      "ImageNet Classification with Deep Convolutional Neural Networks",
      journal: "Advances in Neural Information Processing Systems 25"),
    Paper(
      "Zeiler and Fergus 2013", "Zeiler, Matthew D.;Fergus, Rob",
      "Visualizing and Understanding Convolutional Networks", arXiv: "1311.2901"),
    Paper(
      "Lin et al. 2013", "Lin, Min;Chen, Qiang;Yan, Shuicheng", "Network In Network",
      arXiv: "1312.4400"),
    Paper(
      "Krizhevsky 2014", "Krizhevsky, Alex",
      "One weird trick for parallelizing convolutional neural networks", arXiv: "1404.5997"),
    Paper(
      "Simonyan and Zisserman 2014", "Simonyan, Karen;Zisserman, Andrew",
      "Very Deep Convolutional Networks for Large-Scale Image Recognition", arXiv: "1409.1556"),
    Paper(
      "Szegedy et al. 2014", "Szegedy, Christian;others", "Going Deeper with Convolutions",
      arXiv: "1409.4842"),
    Paper(
      "Long et al. 2014", "Long, Jonathan;Shelhamer, Evan;Darrell, Trevor",
      "Fully Convolutional Networks for Semantic Segmentation", arXiv: "1411.4038"),
    Paper(
      "Ioffe and Szegedy 2015", "Ioffe, Sergey;Szegedy, Christian",
      "Batch Normalization: Accelerating Deep Network Training by Reducing Internal"
        + " Covariate Shift",
      arXiv: "1502.03167"),
    Paper(
      "Ronneberger et al. 2015", "Ronneberger, Olaf;Fischer, Philipp;Brox, Thomas",
      "U-Net: Convolutional Networks for Biomedical Image Segmentation", arXiv: "1505.04597"),
    Paper(
      "Ren et al. 2015", "Ren, Shaoqing;He, Kaiming;Girshick, Ross;Sun, Jian",
      "Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks",
      arXiv: "1506.01497"),
    Paper(
      "Szegedy et al. 2015",
      "Szegedy, Christian;Vanhoucke, Vincent;Ioffe, Sergey;Shlens, Jonathon;Wojna, Zbigniew",
      "Rethinking the Inception Architecture for Computer Vision", arXiv: "1512.00567"),
    Paper(
      "Liu et al. 2015", "Liu, Wei;others", "SSD: Single Shot MultiBox Detector",
      arXiv: "1512.02325"),
    Paper(
      "He et al. 2015", "He, Kaiming;Zhang, Xiangyu;Ren, Shaoqing;Sun, Jian",
      "Deep Residual Learning for Image Recognition", arXiv: "1512.03385"),
    Paper(
      "Szegedy et al. 2016",
      "Szegedy, Christian;Ioffe, Sergey;Vanhoucke, Vincent;Alemi, Alex",
      "Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning",
      arXiv: "1602.07261"),
    Paper(
      "Iandola et al. 2016", "Iandola, Forrest N.;others",
      "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size",
      arXiv: "1602.07360"),
    Paper(
      "He et al. 2016", "He, Kaiming;Zhang, Xiangyu;Ren, Shaoqing;Sun, Jian",
      "Identity Mappings in Deep Residual Networks", arXiv: "1603.05027"),
    Paper(
      "Zagoruyko and Komodakis 2016", "Zagoruyko, Sergey;Komodakis, Nikos",
      "Wide Residual Networks", arXiv: "1605.07146"),
    Paper(
      "Çiçek et al. 2016", "{\\c{C}}i{\\c{c}}ek, {\\\"O}zg{\\\"u}n;others",
      "3D U-Net: Learning Dense Volumetric Segmentation from Sparse Annotation",
      arXiv: "1606.06650"),
    Paper(
      "Huang et al. 2016",
      "Huang, Gao;Liu, Zhuang;van der Maaten, Laurens;Weinberger, Kilian Q.",
      "Densely Connected Convolutional Networks", arXiv: "1608.06993"),
    Paper(
      "Dai et al. 2016", "Dai, Wei;Dai, Chia;Qu, Shuhui;Li, Juncheng;Das, Samarjit",
      "Very Deep Convolutional Neural Networks for Raw Waveforms", arXiv: "1610.00087"),
    Paper(
      "Chollet 2016", "Chollet, Fran{\\c{c}}ois",
      "Xception: Deep Learning with Depthwise Separable Convolutions", arXiv: "1610.02357"),
    Paper(
      "Xie et al. 2016",
      "Xie, Saining;Girshick, Ross;Doll{\\'a}r, Piotr;Tu, Zhuowen;He, Kaiming",
      "Aggregated Residual Transformations for Deep Neural Networks", arXiv: "1611.05431"),
    Paper(
      "He et al. 2017", "He, Kaiming;Gkioxari, Georgia;Doll{\\'a}r, Piotr;Girshick, Ross",
      "Mask R-CNN", arXiv: "1703.06870"),
    Paper(
      "Howard et al. 2017", "Howard, Andrew G.;others",
      "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
      arXiv: "1704.04861"),
    Paper(
      "Chen et al. 2017", "Chen, Liang-Chieh;Papandreou, George;Schroff, Florian;Adam, Hartwig",
      "Rethinking Atrous Convolution for Semantic Image Segmentation", arXiv: "1706.05587"),
    Paper(
      "Zoph et al. 2017", "Zoph, Barret;Vasudevan, Vijay;Shlens, Jonathon;Le, Quoc V.",
      "Learning Transferable Architectures for Scalable Image Recognition", arXiv: "1707.07012"),
    Paper(
      "Lin et al. 2017",
      "Lin, Tsung-Yi;Goyal, Priya;Girshick, Ross;He, Kaiming;Doll{\\'a}r, Piotr",
      "Focal Loss for Dense Object Detection", arXiv: "1708.02002"),
    Paper(
      "Hu et al. 2017", "Hu, Jie;others", "Squeeze-and-Excitation Networks", arXiv: "1709.01507"),
    Paper(
      "Tran et al. 2017", "Tran, Du;others",
      "A Closer Look at Spatiotemporal Convolutions for Action Recognition", arXiv: "1711.11248"),
    Paper(
      "Xie et al. 2017", "Xie, Saining;Sun, Chen;Huang, Jonathan;Tu, Zhuowen;Murphy, Kevin",
      "Rethinking Spatiotemporal Feature Learning: Speed-Accuracy Trade-offs in Video"
        + " Classification",
      arXiv: "1712.04851"),
    Paper(
      "Sandler et al. 2018",
      "Sandler, Mark;Howard, Andrew;Zhu, Menglong;Zhmoginov, Andrey;Chen, Liang-Chieh",
      "MobileNetV2: Inverted Residuals and Linear Bottlenecks", arXiv: "1801.04381"),
    Paper(
      "Redmon and Farhadi 2018", "Redmon, Joseph;Farhadi, Ali",
      "YOLOv3: An Incremental Improvement", arXiv: "1804.02767"),
    Paper(
      "Woo et al. 2018", "Woo, Sanghyun;Park, Jongchan;Lee, Joon-Young;Kweon, In So",
      "CBAM: Convolutional Block Attention Module", arXiv: "1807.06521"),
    Paper(
      "Ma et al. 2018", "Ma, Ningning;Zhang, Xiangyu;Zheng, Hai-Tao;Sun, Jian",
      "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design",
      arXiv: "1807.11164"),
    Paper(
      "Tan et al. 2018", "Tan, Mingxing;others",
      "MnasNet: Platform-Aware Neural Architecture Search for Mobile", arXiv: "1807.11626"),
    Paper(
      "Tian et al. 2019", "Tian, Zhi;Shen, Chunhua;Chen, Hao;He, Tong",
      "FCOS: Fully Convolutional One-Stage Object Detection", arXiv: "1904.01355"),
    Paper(
      "Howard et al. 2019", "Howard, Andrew;others", "Searching for MobileNetV3",
      arXiv: "1905.02244"),
    Paper(
      "Tan and Le 2019", "Tan, Mingxing;Le, Quoc V.",
      "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks",
      arXiv: "1905.11946"),
    Paper(
      "Wang et al. 2019", "Wang, Jingdong;others",
      "Deep High-Resolution Representation Learning for Visual Recognition", arXiv: "1908.07919"),
    Paper(
      "Radosavovic et al. 2020",
      "Radosavovic, Ilija;Kosaraju, Raj Prateek;Girshick, Ross;He, Kaiming;Doll{\\'a}r, Piotr",
      "Designing Network Design Spaces", arXiv: "2003.13678"),
    Paper(
      "Tan and Le 2021", "Tan, Mingxing;Le, Quoc V.",
      "EfficientNetV2: Smaller Models and Faster Training", arXiv: "2104.00298"),
    Paper(
      "Liu et al. 2022", "Liu, Zhuang;others", "A ConvNet for the 2020s", arXiv: "2201.03545"),
  ]
}
