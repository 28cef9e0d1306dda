import ConvCostCommand
import ConvCostImport
import ConvCostJSON
import ConvCostTestSupport
import Testing

struct CommandTests {
  static let snapshots = "Tests/ConvCostCommandTests/Snapshots"

  /// Command lines, and the names of the files that contain their whole output.
  static let lines: [(line: String, file: String)] = [
    ("--help", "help.txt"),
    ("report --help", "help-report.txt"),
    ("list --help", "help-list.txt"),
    ("compare --help", "help-compare.txt"),
    ("check --help", "help-check.txt"),
    ("report resnet50", "report-resnet50.txt"),
    ("report resnet152", "report-resnet152.txt"),
    ("report googlenet --aux --depth 2", "report-googlenet-aux-depth-2.txt"),
    ("report efficientnet_b0 --units auto", "report-efficientnet_b0-units.txt"),
    ("report densenet121 --sort macs --top 10", "report-densenet121-top.txt"),
    ("report paper/alexnet --format markdown", "report-paper-alexnet.md"),
    ("report mobilenet_v2:width=0.75 --input 192 --format csv", "report-mobilenet_v2.csv"),
    ("report vgg11 --format json", "report-vgg11.json"),
    (
      """
      report paper/googlenet --columns \
      path,input,output,weights,biases,norm,buffers,flops,activations
      """,
      "report-googlenet-columns.txt"
    ),
    ("compare resnet50 mobilenet_v2", "compare-resnet50-mobilenet_v2.txt"),
    ("compare paper/resnet50 torchvision/resnet50 --format markdown", "compare-resnet50s.md"),
    ("compare alexnet vgg16 inception_v3 --format csv", "compare-three.csv"),
    ("compare alexnet efficientnet_b0:input=240 --format json", "compare-two.json"),
    ("list", "list.txt"),
    ("list resnet --sort macs --format markdown", "list-resnet.md"),
    ("list *b0* --format json", "list-b0.json"),
    ("list paper/* --format csv", "list-paper.csv"),
    ("check --published resnet50 --format json", "check-published.json"),
    ("layer --help", "help-layer.txt"),
    ("rewrite --help", "help-rewrite.txt"),
    ("rewrite vgg16 --replace depthwise-separable", "rewrite-vgg16-separable.txt"),
    ("rewrite alexnet --replace stacked-3x3 --format json", "rewrite-alexnet-stacked.json"),
    ("compare alexnet efficientnet_b0 --units auto", "compare-units.txt"),
    ("reconcile --help", "help-reconcile.txt"),
    ("explain --help", "help-explain.txt"),
    ("conventions --help", "help-conventions.txt"),
    ("reconcile efficientnet_b0", "reconcile-efficientnet_b0.txt"),
    ("reconcile paper/alexnet --format markdown", "reconcile-paper-alexnet.md"),
    ("reconcile keras/mobilenet_v2 --format csv", "reconcile-keras-mobilenet_v2.csv"),
    ("reconcile convnext_tiny --format json", "reconcile-convnext_tiny.json"),
    ("reconcile resnet50 --convention thop", "reconcile-one.txt"),
    ("reconcile resnet50 --given 4.12G --input 224", "given-4.12G.txt"),
    ("reconcile resnet50 --given 3.8G --input 224 --convention paper", "given-3.8G.txt"),
    ("reconcile alexnet --given 123 --input 224 --format json", "given-nothing.json"),
    ("explain resnet50 layer1.0.conv2", "explain-conv.txt"),
    ("explain resnext50_32x4d layer1.0.conv2 --convention ptflops", "explain-grouped.txt"),
    ("explain alexnet avgpool --input 200x260 --convention thop", "explain-pool.txt"),
    ("explain densenet121 features.transition1", "explain-block.txt"),
    ("explain googlenet maxpool1 --format json", "explain-maxpool.json"),
    ("explain vgg16 --convention calflops", "explain-vgg16.txt"),
    ("sweep --help", "help-sweep.txt"), ("merge --help", "help-merge.txt"),
    ("solve --help", "help-solve.txt"),
    ("scale --help", "help-scale.txt"),
    ("spec --help", "help-spec.txt"),
    ("spec mobilenet_v2", "spec-mobilenet_v2.json"),
    ("sweep mobilenet_v2 --width 0.35:1.4:0.35 --input 96:224:64", "sweep-mobilenet_v2.txt"),
    (
      "sweep resnet18 vgg16 --input 16,224 --width 0.5,1 --max-peak 4M --dtype fp16 --format json",
      "sweep-two.json"
    ),
    ("sweep mobilenet_v2 resnet18 --width 0.25:1:0.25 --format svg", "sweep-curves.svg"),
    (
      "sweep unet --input 188,190,204 --width 0.5,1 --max-peak 9M --dtype fp16 --shard 1/2"
        + " --format jsonl", "sweep-shard.jsonl"
    ),
    (
      "solve mobilenet_v2 --max-macs 300M --max-parameters 3M --width 0.5:1.4:0.05",
      "solve-mobilenet_v2.txt"
    ),
    ("scale efficientnet", "scale-efficientnet.txt"),
    ("scale resnet50 --phi 1,2 --format json", "scale-resnet50.json"),
    ("conventions", "conventions.txt"),
    ("conventions ptflops", "conventions-ptflops.txt"),
    ("conventions keras --format json", "conventions-keras.json"),
    ("report resnet18 --convention thop --depth 1", "report-thop.txt"),
    ("report paper/googlenet --convention calflops --depth 1", "report-calflops.txt"),
    ("report lenet5 --convention fvcore --format json", "report-fvcore.json"),
    ("compare resnet18 mobilenet_v2 --convention fvcore", "compare-fvcore.txt"),
    ("report resnet18 --depth 2 --format latex", "report-resnet18.tex"),
    ("report resnet18 --format dot", "report-resnet18.dot"),
    ("report resnet18 --format mermaid --depth 1", "report-resnet18.mmd"),
    ("report lenet5 --format netron", "report-lenet5-netron.json"),
    ("compare resnet18 mobilenet_v2 --format html", "compare-resnet18-mobilenet_v2.html"),
    ("compare resnet18 resnet34 --markdown", "compare-comment.md"),
    ("compare resnet18 resnet34 --layers", "compare-layers.txt"),
    ("compare paper/resnet50 resnet50 --layers --format csv", "compare-layers.csv"),
    ("devices --format csv", "devices.csv"), ("report resnet50 --rows stages", "report-stages.txt"),
    ("report googlenet --rows stages --format latex --convention fvcore", "report-stages.tex"),
    ("plot vgg16 --boxes", "plot-boxes.svg"),
    ("plot lenet5 --boxes --format tikz", "plot-boxes.tex"),
    ("plot m5 --boxes --format tikz", "plot-boxes-signal.tex"),
    ("solve resnet18 --max-macs 1G --width 0.5,1 --input 128,224 --format svg", "solve.svg"),
    (
      "plot alexnet vgg11 vgg16 resnet18 resnet50 --x macs --y top1 --area parameters",
      "plot-accuracy.svg"
    ),
    ("cite resnet50 alexnet lenet5", "cite.bib"), ("cite --help", "help-cite.txt"),
    ("plot mobilenet_v2", "plot-mobilenet_v2.svg"),
    ("plot resnet18 resnet50 mobilenet_v2 mobilenet_v2:width=0.5 vgg16", "plot-five.svg"),
    ("plot alexnet resnet18 resnet50 efficientnet_b0 --y top1", "plot-top1.svg"),
    (
      "plot mobilenet_v2 mnasnet1_0 --vary width=0.35:1.4:0.35 --y activations", "plot-widths.svg"
    ),
    ("plot --help", "help-plot.txt"),
    ("completions --help", "help-completions.txt"),
    ("columns", "columns.txt"),
    ("columns --format json", "columns.json"),
    ("columns --help", "help-columns.txt"),
    (
      "report mobilenet_v2 --columns path,output,macs,rf,jump,offset,peak,intensity --depth 2",
      "report-efficiency.txt"
    ),
    (
      """
      report resnet50 --device a100 --dtype fp16 --batch 32 --columns \
      path,operation,time,bound,energy --sort time --top 5 --training adam
      """,
      "report-device.txt"
    ),
    (
      "report vgg11_bn --device peak=1T,bandwidth=25.6G --in-place --fold-norms --depth 1 "
        + "--columns path,peak,read,written,traffic,time",
      "report-folded.txt"
    ),
    (
      "report resnet18 --columns path,rf,time --format csv --device t4 --depth 1",
      "report-device.csv"
    ),
    ("report lenet5 --device v100 --format json", "report-device.json"),
    ("compare resnet18 mobilenet_v2 --dtype int8 --batch 4 --fold-norms", "compare-int8.txt"),
    ("list resnet18 --convention torchinfo", "list-torchinfo.txt"),
    ("list resnet18 --convention fvcore --sort flops --format json", "list-fvcore.json"),
  ]

  @Test(arguments: lines)
  func `output equals the committed snapshot`(line: String, file: String) throws {
    let run = convcost(line)
    // A search that finds nothing fails.
    #expect(run.status == (file == "given-nothing.json" ? .checkFailed : .done))
    #expect(run.messages.isEmpty)
    try expectSnapshot(run.output, "\(Self.snapshots)/\(file)")
  }

  @Test func `the published totals pass`() {
    let run = convcost("check --published")
    #expect(run.status == .done)
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].hasSuffix("published totals pass."))
    // A row for each number, each equal.
    let rows = lines.dropFirst(3).prefix { !$0.hasPrefix("[1]") }
    #expect(rows.allSatisfy { $0.contains(" equal ") })
    #expect(rows.count > 750)
  }

  @Test(arguments: [
    "report", "list", "compare", "check", "layer", "rewrite", "reconcile", "explain", "conventions",
    "columns", "plot", "completions",
  ])
  func `every way to ask for help works`(command: String) {
    let help = convcost("\(command) --help")
    #expect(help.status == .done)
    #expect(convcost("help \(command)").output == help.output)
    #expect(convcost("\(command) -h").output == help.output)
    #expect(convcost("\(command) x --format json --help").output == help.output)
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// An example that help shows must be a command line that works.
  @Test(arguments: [
    "report", "list", "compare", "check", "layer", "rewrite", "reconcile", "explain", "conventions",
    "columns", "plot", "completions",
  ])
  func `every example of help works`(command: String) throws {
    let lines = convcost("\(command) --help").output.split(separator: "\n")
    let examples = lines.drop { $0 != "Examples:" }.dropFirst()
    #expect(!examples.isEmpty)
    try withFolder { folder in
      for example in examples {
        var words = shellWords(example).dropFirst().map { $0 }
        if command == "check", !words.contains("--published") {
          words += ["--lock", folder + "/convcost.lock.json"]
        }
        if let output = words.firstIndex(where: { $0 == "--output" || $0 == "-o" }) {
          words[output + 1] = "\(folder)/\(words[output + 1])"
        }
        #expect(convcost(words).status == .done, "\(example)")
      }
    }
  }

  /// Layers, whose words are joined by quotes, and the name of the file with the output.
  @Test(arguments: [
    (["conv 5x5 128", "--input", "128x28x28", "--reduce", "32"], "layer-conv-5x5.txt"),
    (["conv 3x3 768 s2 valid", "--input", "288x35x35", "--format", "json"], "layer-grid.json"),
    (["inception 64 96-128 16-32 32", "--input", "192x28x28"], "layer-inception.txt"),
    (
      ["conv 3x3 64, bn, relu, maxpool 2", "--input", "3x32x32", "--format", "csv"],
      "layer-chain.csv"
    ),
  ])
  func `a layer's study equals the committed snapshot`(words: [String], file: String) throws {
    let run = convcost(["layer"] + words)
    #expect(run.status == .done)
    try expectSnapshot(run.output, "\(Self.snapshots)/\(file)")
  }

  @Test func `the version is printed`() {
    #expect(convcost("--version").output == "convcost \(CommandLineTool.version)\n")
  }

  @Test func `a value may follow an equals sign or a space`() {
    #expect(
      convcost("report alexnet --format=csv --depth=1").output
        == convcost("report alexnet --depth 1 --format csv").output)
  }

  @Test func `options may come before the network, and a double dash ends them`() {
    #expect(
      convcost("report --format csv -- alexnet").output
        == convcost("report alexnet --format csv").output)
  }

  @Test func `flags for every network are the same as options of one`() throws {
    let flags = convcost("report googlenet --aux --classes 10 --input 256 --format json")
    let options = convcost("report googlenet:aux=true,classes=10,input=256 --format json")
    #expect(flags.output == options.output)
    let json = try JSONReader.read(flags.output.utf8)
    #expect(json["network"]?["options"]?["aux"]?.bool == true)
    #expect(json["network"]?["options"]?["classes"]?.integer == 10)
    #expect(json["network"]?["auxiliary"]?.bool == true)
  }

  @Test func `a file's extension chooses the format, and a message confirms the file`() throws {
    try withFolder { folder in
      for (ending, format) in [
        ("txt", "text"), ("md", "markdown"), ("csv", "csv"), ("json", "json"),
      ] {
        let file = "\(folder)/report.\(ending)"
        let run = convcost(["report", "resnet18", "--output", file])
        #expect(run.output.isEmpty)
        #expect(run.messages == "wrote \(file)\n")
        let written = try read(file)
        #expect(written == convcost("report resnet18 --format \(format)").output)
        #expect(convcost(["report", "resnet18", "-o", file, "-q"]).messages.isEmpty)
      }
      let file = "\(folder)/junit.xml"
      #expect(convcost(["check", "--published", "alexnet", "-o", file]).status == .done)
      let written = try read(file)
      #expect(written.hasPrefix("<?xml"))
    }
  }

  @Test func `a dash is standard output`() {
    #expect(convcost("report alexnet -o -").output == convcost("report alexnet").output)
  }

  @Test func `colours follow the console and the option`() {
    let colored = Console(width: 120, showsColor: true)
    func output(_ options: String..., on console: Console) -> String {
      convcost(["report", "alexnet"] + options, console: console).output
    }
    #expect(output(on: colored).contains("\u{1B}["))
    #expect(!output(on: Console()).contains("\u{1B}["))
    #expect(!output("--color", "never", on: colored).contains("\u{1B}["))
    #expect(output("--color", "always", on: Console()).contains("\u{1B}["))
  }

  @Test func `a narrow terminal gets a narrower table`() {
    let run = convcost(["report", "densenet121", "--depth", "3"], console: Console(width: 85))
    let table = run.output.split(separator: "\n\n")[1]
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 85 })
  }

  @Test func `the data type changes the size and nothing else`() {
    #expect(convcost("report alexnet --dtype int8").output.contains("61.10 MB (58.27 MiB) as int8"))
    #expect(
      convcost("report alexnet --dtype fp16").output.contains("122.20 MB (116.54 MiB) as fp16"))
  }
}
