import Synchronization
import UpkeepEngine

/// Answers of one snapshot, each made when it is asked for first.
///
/// It is bounded: there are two generations, and when the young one has its share of the memory it becomes the old one, which is
/// dropped. What is asked for again and again moves to the young one each time.
final class AnswerCache: Sendable {
    /// An answer, and the place of the route that it comes from.
    struct Entry: Sendable {
        let route: Int
        let answer: Answer
    }

    private struct Generations {
        var young: [String: Entry] = [:]
        var old: [String: Entry] = [:]
        var youngSize = 0
        /// One answer that is larger than the share: a copy of the state.
        var large: (key: String, entry: Entry)?
    }

    private let generations = Mutex(Generations())
    /// In bytes, of each generation.
    private let share: Int

    /// `size` is how much memory the answers may take, in bytes, about.
    init(size: Int) {
        share = size / 2
    }

    /// The answer that is known by a key, if it is right at a moment.
    func entry(_ key: String, at now: Instant) -> Entry? {
        generations.withLock { generations in
            if let entry = generations.young[key] {
                return now < entry.answer.validUntil ? entry : nil
            }
            if let large = generations.large, large.key == key, now < large.entry.answer.validUntil
            {
                return large.entry
            }
            guard let entry = generations.old[key], now < entry.answer.validUntil else {
                return nil
            }
            keep(entry, as: key, &generations)
            return entry
        }
    }

    func keep(_ entry: Entry, as key: String) {
        generations.withLock { keep(entry, as: key, &$0) }
    }

    private func keep(_ entry: Entry, as key: String, _ generations: inout Generations) {
        let size = entry.answer.size + key.utf8.count
        guard size <= share else {
            generations.large = (key, entry)
            return
        }
        if generations.youngSize + size > share {
            generations.old = generations.young
            generations.young = [:]
            generations.youngSize = 0
        }
        let previous = generations.young.updateValue(entry, forKey: key)
        generations.youngSize += size - (previous.map { $0.answer.size + key.utf8.count } ?? 0)
    }
}
