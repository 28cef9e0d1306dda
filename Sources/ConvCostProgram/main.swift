import ConvCostCommand

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

var console = Console.ofProcess()
let status = CommandLineTool.run(
  CommandLineTool.arguments(CommandLine.argc, CommandLine.unsafeArgv), &console)
exit(console.print(endingWith: status).rawValue)
