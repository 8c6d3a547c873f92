import Synchronization
import UpkeepEngine

/// Answers of one snapshot, each made when it is asked for first.
///
/// It is bounded: there are two generations, and when the young one has its share of the memory it becomes the old one, which is
/// dropped. What is asked for again and again moves to the young one each time.
final class AnswerCache: Sendable {
    private struct Generations {
        var young: [String: Answer] = [:]
        var old: [String: Answer] = [:]
        var youngSize = 0
    }

    private let generations = Mutex(Generations())
    /// In bytes, of each generation.
    private let share: Int

    /// `size` is how much memory the answers may take, in bytes, about.
    init(size: Int) {
        share = size / 2
    }

    /// The answer that is known by a key, if it is right at a moment.
    func answer(_ key: String, at now: Instant) -> Answer? {
        generations.withLock { generations in
            if let answer = generations.young[key] {
                return now < answer.validUntil ? answer : nil
            }
            guard let answer = generations.old[key], now < answer.validUntil else { return nil }
            keep(answer, as: key, &generations)
            return answer
        }
    }

    func keep(_ answer: Answer, as key: String) {
        generations.withLock { keep(answer, as: key, &$0) }
    }

    private func keep(_ answer: Answer, as key: String, _ generations: inout Generations) {
        let size = answer.size + key.utf8.count
        guard size <= share else { return }
        if generations.youngSize + size > share {
            generations.old = generations.young
            generations.young = [:]
            generations.youngSize = 0
        }
        let previous = generations.young.updateValue(answer, forKey: key)
        generations.youngSize += size - (previous.map { $0.size + key.utf8.count } ?? 0)
    }
}
