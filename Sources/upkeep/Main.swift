import UpkeepCommands

@main
enum Main {
    static func main() { Upkeep.run() }
}
