import ConvCostCommand
import Testing

/// A wrong command line, the expected message, and the exit status.
struct WrongLine: Sendable, CustomTestStringConvertible {
  var line: String
  var message: String
  var status: ConvCostCommand.ExitStatus

  init(_ line: String, _ message: String, _ status: ConvCostCommand.ExitStatus = .usage) {
    self.line = line
    self.message = message
    self.status = status
  }

  var testDescription: String { "convcost \(line)" }
}

/// The end of a message about a network that is not in the zoo and not like one of it.
private let notInZoo =
  "see convcost list. Other networks come from files, which torch.onnx.export or torch.export.save"
  + " write: convcost report ./net.onnx"

struct ErrorMessageTests {
  static let commands: [WrongLine] = [
    WrongLine("reprot resnet50", "unknown command 'reprot'; did you mean report?"),
    WrongLine(
      "frobnicate",
      "unknown network 'frobnicate'; " + notInZoo),
    WrongLine("help lits", "unknown command 'lits'; did you mean list?"),
    WrongLine(
      "--versoin", "unknown option '--versoin'; did you mean --version? See convcost --help"),
    WrongLine("-x", "unknown option '-x'; see convcost --help"),
  ]

  static let options: [WrongLine] = [
    WrongLine(
      "report resnet50 --formt json",
      "unknown option '--formt'; did you mean --format? See convcost report --help"),
    WrongLine(
      "compare alexnet vgg16 --columns macs",
      "unknown option '--columns'; see convcost compare --help"),
    WrongLine(
      "report resnet50 --format",
      "--format needs a value: --format text|markdown|csv|json|html|latex|dot|mermaid|netron"),
    WrongLine("report resnet50 --output --quiet", "--output needs a value: --output FILE"),
    WrongLine(
      "report resnet50 --format yaml",
      """
      --format: found 'yaml', expected one of text, markdown, csv, json, html, latex, dot, \
      mermaid, netron
      """),
    WrongLine(
      "report resnet50 --format=",
      "--format: found '', expected one of text, markdown, csv, json, html, latex, dot, mermaid, "
        + "netron"),
    WrongLine("report resnet50 --quiet=yes", "--quiet takes no value, found 'yes'"),
    WrongLine(
      "report resnet50 --depth 0", "--depth: found '0', expected a whole number from 1, or all"),
    WrongLine(
      "report resnet50 --depth x", "--depth: found 'x', expected a whole number from 1, or all"),
    WrongLine("report resnet50 --top -1", "--top: found '-1', expected a whole number from 1"),
    WrongLine("report resnet50 --top", "--top needs a value: --top N"),
    WrongLine("report resnet50 --top=-1", "--top: found '-1', expected a whole number from 1"),
    WrongLine(
      "report resnet50 --dtype fp64",
      "--dtype: found 'fp64', expected one of fp32, tf32, fp16, bf16, fp8, int8, int4, int2"),
    WrongLine("report resnet50 --units si", "--units: found 'si', expected one of exact, auto"),
    WrongLine(
      "report resnet50 --color red", "--color: found 'red', expected one of auto, always, never"),
    WrongLine(
      "report resnet50 --columns path,mcas",
      "--columns: unknown column 'mcas'; did you mean macs?"),
    WrongLine(
      "report resnet50 --columns path,",
      "--columns: unknown column ''; see convcost columns"),
    WrongLine(
      "report resnet50 --sort cost",
      "--sort: found 'cost', expected a column, which convcost columns lists"),
    WrongLine(
      "report resnet50 --output table.pdf",
      "--output: unknown file extension of 'table.pdf', expected .txt, .md, .markdown, .csv, "
        + ".json, .html, .htm, .tex, .dot, .gv or .mmd; or give the format with --format"),
    WrongLine(
      "list --sort name",
      "--sort: found 'name', expected one of parameters, buffers, macs, flops, activations"),
    WrongLine(
      "check --published --update", "--published and --update exclude each other"),
    WrongLine(
      "report resnet50 --device potato",
      """
      --device: found 'potato', expected peak=…,bandwidth=…, such as peak=19.5T,bandwidth=1555G, \
      or a name of convcost devices
      """),
    WrongLine(
      "report resnet50 --device peak=1T",
      """
      --device: found 'peak=1T', expected peak=…,bandwidth=…, such as peak=19.5T,bandwidth=1555G, \
      or a name of convcost devices
      """),
    WrongLine(
      "report resnet50 --device v100 --dtype int8",
      "--device v100 has no published peak for int8, only for fp32 or fp16; give"
        + " peak=FLOPS,bandwidth=BYTES instead"),
    WrongLine("report resnet50 --batch 0", "--batch: found '0', expected a whole number from 1"),
    WrongLine(
      "report resnet50 --batch 9223372036854775807",
      "torchvision/resnet50: conv1: Conv2d 7×7 s2 p3 on 3×224×224: the sum of the bytes "
        + "exceeds 2305843009213693951"),
    WrongLine(
      "report resnet50 --training adamax",
      "--training: found 'adamax'; did you mean adam or adamw?"),
    WrongLine(
      "report resnet50 --bits weights=0",
      "--bits: found 'weights=0', expected file, weights=N, activations=N or PATH=N with 1 to 64"
        + " bits, separated by commas"),
    WrongLine(
      "report resnet50 --rows stages --depth 2", "--rows stages and --depth exclude each other"),
    WrongLine(
      "plot resnet50 vgg16 --boxes", "--boxes and several networks exclude each other"),
    WrongLine("plot vgg16 --boxes --y top1", "--boxes and --y exclude each other"),
    WrongLine("plot vgg16 --boxes --x macs", "--boxes and --x exclude each other"),
    WrongLine("plot vgg16 --boxes --area macs", "--boxes and --area exclude each other"),
    WrongLine("plot vgg16 --boxes --vary width=1,2", "--boxes and --vary exclude each other"),
    WrongLine(
      "plot resnet50 --format tikz", "plot: only --boxes are written as TikZ, expected .svg"),
    WrongLine(
      "compare resnet50 vgg16 alexnet --layers", "--layers compares two networks, before and now"),
    WrongLine(
      "cite Examples/Networks/mnist.onnx",
      "cite: 'Examples/Networks/mnist.onnx' is a file; only networks of convcost list have papers"),
    WrongLine(
      "report resnet50 --columns measured --device a100",
      "the column measured needs measured times: --times FILE.csv"),
    WrongLine(
      "report resnet50 --times x.csv",
      "the column measured needs a device: --device peak=4T,bandwidth=100G, or a name"),
    WrongLine(
      "report resnet50 --times /nowhere.csv --device a100",
      "/nowhere.csv: cannot be read: there is no such file", .noInput),
    WrongLine(
      "report resnet50 --bits file",
      "--bits file: torchvision/resnet50 does not state the types of its numbers; only files of"
        + " operators do"),
    WrongLine(
      "report resnet50 --bits layr1=8",
      "torchvision/resnet50 has no 'layr1'; see convcost report torchvision/resnet50 --depth all"),
    WrongLine(
      "memory resnet50 --bits weights=8 --training adam", "--bits and --training exclude each other"
    ),
    WrongLine(
      "memory mobilenet_v2 --bits weights=8 --patches 4x4:until=features.5",
      "--bits and --patches exclude each other"),
    WrongLine(
      "memory resnet50 --as tflite",
      "--as: found 'tflite', expected one of graph, in-place, tflm, executorch, tinyengine,"
        + " mcunet, eager"),
    WrongLine(
      "memory resnet50 --order worst", "--order: found 'worst', expected one of written, best"),
    WrongLine(
      "memory resnet50 --patches 4x4",
      "--patches: found '4x4', expected the number of patches and the path at which they end, such"
        + " as 4x4:until=features.5"),
    WrongLine(
      "memory resnet50 --patches 4x4:until=layer9",
      "torchvision/resnet50: the network has no 'layer9'; did you mean layer1, layer2 or layer3?"),
    WrongLine(
      "memory resnet50 --patches 4x4:until=avgpool",
      "torchvision/resnet50: found 4×4 patches of 2048×1×1, expected 1 to 64 along each axis, and"
        + " not more than it has rows or columns"),
    WrongLine(
      "memory resnet50 --patches 2x2:until=layer1.0.conv1",
      "torchvision/resnet50: maxpool is computed in patches, but layer1.0.downsample.0 after them"
        + " reads it too"),
    WrongLine(
      "memory resnet50 --patches 2x2:until=fc",
      "torchvision/resnet50: fc: its result is not a map of rows and columns"),
    WrongLine(
      "memory mobilenet_v3_large --patches 2x2:until=features.4",
      "torchvision/mobilenet_v3_large: features.4.block.2.avgpool needs all of its input, so it"
        + " cannot run in patches"),
    WrongLine(
      "memory resnet50 --precision amp",
      "--precision is for a training step: add --training and an optimiser"),
    WrongLine(
      "memory resnet50 --keep 4G",
      "--keep is for a training step: add --training and an optimiser"),
    WrongLine(
      "memory resnet50 --keep much",
      "--keep: found 'much', expected a number of bytes, such as 2G"),
    WrongLine(
      "memory resnet50 --fits rom=5",
      "--fits: found 'rom=5', expected a number of bytes such as 24G, ram=512K,flash=1M, or a name"
        + " of convcost devices"),
    WrongLine("devices potato", "no device matches 'potato'; see convcost devices"),
    WrongLine(
      "plot resnet50 keras/resnet50 --y top1",
      """
      'keras/resnet50' has no published top-1 accuracy; only torchvision's networks without \
      options have one
      """
    ),
    WrongLine(
      "plot mobilenet_v2 --vary width=1:0.5:0.1",
      """
      --vary: found 'width=1:0.5:0.1', expected a key with a list or a range, such as \
      growth=12,24,32 or width=0.35:1.4:0.35
      """),
    WrongLine(
      "plot mobilenet_v2 --vary width=0.5:1:0",
      """
      --vary: found 'width=0.5:1:0', expected a key with a list or a range, such as \
      growth=12,24,32 or width=0.35:1.4:0.35
      """),
    WrongLine(
      "plot resnet50 --vary growth=12,24",
      "torchvision/resnet50 has no 'growth', expected input, classes, shortcut, stride, width"
        + " or depth"),
    WrongLine(
      "plot resnet50 --y accuracy",
      "--y: found 'accuracy', expected one of macs, flops, activations, parameters,"
        + " top1"),
    WrongLine(
      "plot resnet50 --output x.png",
      """
      --output: unknown file extension of 'x.png', expected .svg or .tex; or give the format \
      with --format
      """),
    WrongLine(
      "compare alexnet vgg16 resnet18 --markdown",
      "--markdown compares two networks, before and now"),
    WrongLine(
      "completions tcsh", "completions: unknown shell 'tcsh', expected bash, zsh, fish or man"),
    WrongLine("columns macs", "unexpected 'macs'; convcost columns takes no more arguments"),
    WrongLine(
      "report resnet50 --columns path,time",
      "the column time needs a device: --device peak=4T,bandwidth=100G, or a name"),
    WrongLine(
      "report resnet50 --sort bound",
      "the column bound needs a device: --device peak=4T,bandwidth=100G, or a name"),
    WrongLine(
      "compare alexnet vgg16 --device a100",
      "unknown option '--device'; see convcost compare --help"),
    WrongLine(
      "report resnet50 --convention thopp",
      "unknown convention 'thopp'; did you mean thop?"),
    WrongLine(
      "report resnet50 --convention flops",
      "unknown convention 'flops'; did you mean ptflops, ptflops-0.6 or ptflops-aten?"
    ),
    WrongLine(
      "list --convention xyzzy",
      "unknown convention 'xyzzy'; see convcost conventions"),
    WrongLine(
      "compare alexnet vgg16 --convention", "--convention needs a value: --convention NAME|FILE"),
    WrongLine(
      "report alexnet --convention fvcore --columns path,macs%",
      "the convention fvcore has no MACs, only flops"),
    WrongLine(
      "report alexnet --convention thop --sort flops",
      "the convention thop has no FLOPs, only MACs"),
    WrongLine(
      "list --convention fvcore --sort macs", "the convention fvcore has no MACs, only flops"),
    WrongLine(
      "check --published --convention thop", "--published and --convention exclude each other"),
    WrongLine(
      "conventions nope", "unknown convention 'nope'; see convcost conventions"),
    WrongLine(
      "report resnet50 --convention ./nowhere.json",
      "./nowhere.json: cannot be read: there is no such file", .noInput),
    WrongLine(
      "reconcile resnet50 --given many",
      "--given: found 'many', expected a number, such as 4.12G, 300M or 4133742592"),
    WrongLine(
      "reconcile resnet50 --given 4.1234K",
      "--given: found '4.1234K', expected a number, such as 4.12G, 300M or 4133742592"),
    WrongLine(
      "explain resnet50 layer1.0.conv9",
      """
      torchvision/resnet50 has no 'layer1.0.conv9'; did you mean layer1.0.conv1, layer1.0.conv2 or \
      layer1.0.conv3?
      """),
    WrongLine(
      "explain resnet50 xyzzy.xyzzy",
      """
      torchvision/resnet50 has no 'xyzzy.xyzzy'; see convcost report torchvision/resnet50 \
      --depth all
      """
    ),
    WrongLine("check --published --lock x.json", "--published and --lock exclude each other"),
  ]

  static let operands: [WrongLine] = [
    WrongLine("report", "expected <network>: convcost report <network>"),
    WrongLine(
      "report resnet50 vgg16",
      "unexpected 'vgg16'; convcost report takes no more arguments, convcost compare takes several"
        + " networks"),
    WrongLine(
      "report -- --help",
      "unknown network '--help'; " + notInZoo),
    WrongLine("list a b", "unexpected 'b'; convcost list takes no more arguments"),
    WrongLine("compare", "expected <network> <network>…: convcost compare <network> <network>…"),
    WrongLine(
      "compare resnet50", "expected <network> <network>…: convcost compare <network> <network>…"),
    WrongLine("list nothing", "no network matches 'nothing'; see convcost list"),
    WrongLine("list resnet5x", "no network matches 'resnet5x'; did you mean resnet50?"),
  ]

  static let networks: [WrongLine] = [
    WrongLine("report resnet51", "unknown network 'resnet51'; did you mean resnet50?"),
    WrongLine("report mobilnet_v2", "unknown network 'mobilnet_v2'; did you mean mobilenet_v2?"),
    WrongLine("report resnet56", "unknown network 'resnet56'; did you mean cifar_resnet56?"),
    WrongLine(
      "report inception",
      "unknown network 'inception'; did you mean googlenet, inception_v3 or"
        + " inception_resnet_v2?"),
    WrongLine("report vgg", "unknown network 'vgg'; did you mean vgg16 or vgg19?"),
    WrongLine(
      "report qqqqqqqq",
      "unknown network 'qqqqqqqq'; " + notInZoo),
    WrongLine(
      "report tf/resnet50",
      """
      'tf' does not define resnet50, expected torchvision/resnet50, paper/resnet50, \
      caffe/resnet50 or keras/resnet50
      """
    ),
    WrongLine(
      "report paper/mobilenet_v2",
      """
      'paper' does not define mobilenet_v2, expected torchvision/mobilenet_v2 or \
      keras/mobilenet_v2
      """
    ),
    WrongLine("report resnet50:", "found '' after the network's name, expected key=value"),
    WrongLine("report resnet50:224", "found '224' after the network's name, expected key=value"),
    WrongLine("report resnet50:=224", "found '=224' after the network's name, expected key=value"),
    WrongLine(
      "report resnet50:input=224,", "found '' after the network's name, expected key=value"),
    WrongLine(
      "report resnet50:inptu=224",
      "torchvision/resnet50: unknown key 'inptu'; did you mean input?"),
    WrongLine(
      "report resnet50:growth=32",
      "torchvision/resnet50 has no 'growth', expected input, classes, shortcut, stride, width"
        + " or depth"),
    WrongLine(
      "compare resnet50 mobilenet_v2 --growth 12",
      "torchvision/resnet50 has no 'growth', expected input, classes, shortcut, stride, width"
        + " or depth"),
    WrongLine(
      "report resnet50 --input 0",
      "input: found '0', expected R, HxW, CxHxW, CxL or CxDxHxW, "
        + "such as 224, 300x260, 3x300x260 or 3x16x112x112"),
    WrongLine(
      "report resnet50 --input 3x224x224x1",
      "torchvision/resnet50: input: found '3x224x224x1', expected R, HxW or CxHxW, "
        + "such as its own 3×224×224"),
    // Keras' order: these would be 224 channels.
    WrongLine(
      "report resnet50 --input 224x224x3",
      "torchvision/resnet50: input: found '224x224x3', expected R, HxW or CxHxW, "
        + "such as its own 3×224×224"),
    WrongLine(
      "report Tests/ConvCostImportTests/Models/keras/MobileNetV2.keras --input 224x224x3",
      "input: found '224x224x3', expected R, HxW, CxHxW, CxL or CxDxHxW, "
        + "such as 224, 300x260, 3x300x260 or 3x16x112x112"),
    WrongLine(
      "compare resnet50 m5 --input 3x224x224",
      "paper/m5: input: found '3x224x224', expected L or CxL, such as its own 1×32000"),
    WrongLine(
      "report r3d_18 --input 3x8x8x8x8",
      "input: found '3x8x8x8x8', expected R, HxW, CxHxW, CxL or CxDxHxW, "
        + "such as 224, 300x260, 3x300x260 or 3x16x112x112"),
    WrongLine(
      "report resnet50 --input 224x",
      "input: found '224x', expected R, HxW, CxHxW, CxL or CxDxHxW, "
        + "such as 224, 300x260, 3x300x260 or 3x16x112x112"),
    WrongLine(
      "report resnet50:classes=1e3",
      "classes: found '1e3', expected a whole number from 1 to 2147483647"),
    WrongLine(
      "report resnet50:classes=3000000000",
      "classes: found '3000000000', expected a whole number from 1 to 2147483647"),
    WrongLine(
      "report mobilenet_v2:width=0", "width: found '0', expected a number from 0.01 to 100"),
    WrongLine(
      "report mobilenet_v2:width=nan", "width: found 'nan', expected a number from 0.01 to 100"),
    WrongLine(
      "report mobilenet_v2:width=-1", "width: found '-1', expected a number from 0.01 to 100"),
    WrongLine(
      "report efficientnet:depth=1000", "depth: found '1000', expected a number from 0.01 to 100"),
    WrongLine("report googlenet:aux=yes", "aux: found 'yes', expected true or false"),
    WrongLine("report resnet50:stride=2", "stride: found '2', expected 1x1 or 3x3"),
    WrongLine("report resnet50:shortcut=D", "shortcut: found 'D', expected A, B or C"),
    WrongLine(
      "report vgg16 --input 16",
      """
      torchvision/vgg16:input=16: features.30: MaxPool2d 2×2 s2 on 512×1×1: the window does not \
      fit, output height (1 + 0 + 0 − 1·(2 − 1) − 1)/2 + 1 is less than 1
      """),
    WrongLine(
      "report inception_v3:input=40",
      """
      torchvision/inception_v3:input=40: Mixed_6a.branch3x3.conv: Conv2d 3×3 s2 on 288×2×2: the \
      window does not fit, output height (2 + 0 + 0 − 1·(3 − 1) − 1)/2 + 1 is less than 1
      """),
    WrongLine(
      "report paper/alexnet:groups=7",
      """
      paper/alexnet:groups=7: conv2: Conv2d 5×5 p2 g7 on 96×27×27: 96 input channels cannot be \
      divided into 7 equal groups
      """),
    WrongLine(
      "report densenet121:growth=2147483647",
      "torchvision/densenet121:growth=2147483647: features.conv0: Conv2d 7×7 s2 p3 on 3×224×224: "
        + "channels is 4294967294, expected 1 to 2147483647"),
    WrongLine(
      "report resnet50:input=2147483647",
      "torchvision/resnet50:input=2147483647: input: elements 3·2147483647·2147483647 exceed "
        + "9223372036854775807"),
    WrongLine(
      "report mobilenet_v2:width=99,input=999999",
      "torchvision/mobilenet_v2:width=99,input=999999: features.2.conv.0.0: Conv2d 1×1 on "
        + "1584×500000×500000: the sum of the MACs exceeds 2305843009213693951"),
    WrongLine("check --published resnet51", "unknown network 'resnet51'; did you mean resnet50?"),
    WrongLine(
      "check --published resnet50:classes=10",
      "'torchvision/resnet50:classes=10' has no published total"),
  ]

  static let layers: [WrongLine] = [
    WrongLine("layer conv", "conv: expected the kernel, found the end of the layer"),
    WrongLine(
      "layer conv 3x3 8",
      "expected the shape of the layer's input: convcost layer 'conv 3x3 8' --input CxHxW"),
    WrongLine(
      "layer conv --input 3x",
      "--input: found '3x', expected CxL, CxHxW, CxDxHxW or a number, such as 128x28x28 or 4096"),
    WrongLine("layer conv --input 3x8x8", "conv: expected the kernel, found the end of the layer"),
    WrongLine("layer cnov --input 3x8x8", "unknown layer 'cnov'; did you mean conv?"),
    WrongLine(
      "layer relu,, --input 3x8x8", "expected a layer, such as \"conv 3x3 64\", found an empty text"
    ),
    WrongLine(
      "layer maxpool --input 3x8x8 --reduce 0",
      "--reduce: found '0', expected whole numbers from 1, such as 16,32"),
    WrongLine(
      "layer flatten,globalpool --input 3x8x8",
      "flatten,globalpool: adaptiveavgpool2d: AdaptiveAvgPool2d to 1×1 on 192: expected a map C×H×W"
    ),
    WrongLine(
      "rewrite vgg16", "rewrite needs --replace RULE; see convcost rewrite --help"),
    WrongLine(
      "rewrite vgg16 --replace asymmetric --only nothing*",
      """
      --only and --above select no convolution of torchvision/vgg16; see convcost report \
      torchvision/vgg16 --depth all
      """),
    WrongLine(
      "cite resnet18 -o x.foo", "--output: unknown file extension of 'x.foo', expected .bib"),
    WrongLine(
      "rewrite vgg16 --replace bottleneck",
      "--replace: found 'bottleneck'; did you mean bottleneck-N?"),
    WrongLine(
      "memory resnet50 --training adam --dtype fp16", "--training and --dtype exclude each other"),
    WrongLine(
      "report resnet50 --format dot --sort macs", "--format dot and --sort exclude each other"),
    WrongLine(
      "sweep resnet50:width=0.5 --width 1,2",
      "'width' is varied, but resnet50:width=0.5 states it"),
    WrongLine(
      "solve resnet50:input=192 --max-macs 1G --vary input",
      "'input' is varied, but resnet50:input=192 states it"),
    WrongLine(
      "solve resnet50:input=192,width=2 --max-macs 1G",
      """
      solve: expected something to vary, such as --width 0.35:1.4:0.05 or --input 96:224:32
      """),
    WrongLine("memory resnet50 --fits 1G --depth 2", "--fits and --depth exclude each other"),
    WrongLine(
      "memory mobilenet_v2 --patches 4x4:until=features.5 --fold-norms",
      "--patches and --fold-norms exclude each other"),
    WrongLine(
      "rewrite vgg16 --replace stacked-3x3",
      "stacked-3x3 does not apply to any of the selected convolutions of torchvision/vgg16"),
    WrongLine("check --update --format github", "--update and --format github exclude each other"),
    WrongLine(
      "report ./net.json", "./net.json: cannot be read: there is no such file", .noInput),
  ]

  static let files: [WrongLine] = [
    WrongLine(
      "report resnet50 --output /nowhere/at/all.json",
      "/nowhere/at/all.json: cannot be written: there is no such file or folder", .outputFailed),
    WrongLine(
      "check --lock /nowhere/lock.json",
      "/nowhere/lock.json: cannot be read: the file does not exist; --update creates it", .noInput),
    WrongLine(
      "check --lock /nowhere/lock.json --update",
      """
      /nowhere/lock.json does not exist; name the networks to add: convcost check \
      --update <network>…
      """),
    WrongLine(
      "check --lock /nowhere/lock.json --update resnet18",
      "/nowhere/lock.json: cannot be written: there is no such file or folder", .outputFailed),
    WrongLine("check --lock /", "/: cannot be read: it is a folder", .noInput),
    WrongLine(
      "report /dev/null",
      "/dev/null: cannot be read: it is not a regular file; - is standard input", .noInput),
    WrongLine(
      "list -o /",
      """
      --output: unknown file extension of '/', expected .txt, .md, .markdown, .csv, .json, \
      .html, .htm or .tex; or give the format with --format
      """
    ),
    WrongLine("list --format csv -o /", "/: cannot be written: it is a folder", .outputFailed),
    WrongLine(
      "check --lock /dev/null", "/dev/null: cannot be read: it is not a regular file", .noInput),
  ]

  @Test(arguments: commands + options + operands + networks + layers + files)
  func `a wrong line is answered by one line and its status`(wrong: WrongLine) {
    let run = convcost(wrong.line)
    #expect(run.messages == "convcost: \(wrong.message)\n")
    #expect(run.status == wrong.status)
    #expect(run.output.isEmpty)
  }

  @Test func `control characters of an argument do not reach the terminal`() {
    let run = convcost(["report", "a\u{1B}[31mb\nc"])
    #expect(
      run.messages == "convcost: unknown network 'a\\u{1B}[31mb\\u{A}c'; see convcost list. Other"
        + " networks come from files, which torch.onnx.export or torch.export.save write: convcost"
        + " report ./net.onnx\n")
  }
}
