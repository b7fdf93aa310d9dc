#include <algorithm>
#include <cmath>
#include <limits>

#include "DocumentReader.hpp"
#include "PartCounts.hpp"

namespace landmarks {

namespace {

// Indices of pose landmarks.
constexpr std::size_t nose = 0, left_shoulder = 11, right_shoulder = 12, left_wrist = 15, right_wrist = 16;
/// The tip of the nose among the face landmarks.
constexpr std::size_t nose_of_face = 1;
constexpr double nowhere = std::numeric_limits<double>::infinity();

double distance(const FrameStore &store, std::size_t a, std::size_t b) {
    if (!(store.flags[a] & flag_present) || !(store.flags[b] & flag_present)) return nowhere;
    const float *p = store.values.data() + a * floats_per_landmark, *q = store.values.data() + b * floats_per_landmark;
    return std::hypot(double(p[0]) - q[0], double(p[1]) - q[1]);
}

}  // namespace

/// The first landmark of each hand in the frame, of any person.
std::vector<std::size_t> DocumentReader::hand_wrists() const {
    std::vector<std::size_t> wrists;
    for (std::size_t i = store_.first_entry.back(); i < store_.entries.size(); ++i) {
        int part = store_.entries[i].part;
        if (part == int(FrameKey::left_hand) || part == int(FrameKey::right_hand)) {
            wrists.push_back(store_.entries[i].start);
        }
    }
    for (const auto &group : groups_) {
        if (!group.world && group.count == most_landmarks(int(FrameKey::left_hand))) wrists.push_back(group.start);
    }
    return wrists;
}

/// The start of the last pose before this frame; `none` where there was none.
std::size_t DocumentReader::last_pose() {
    std::size_t end = store_.first_entry.back();
    for (; looked_at_ < end; ++looked_at_) {
        const auto &entry = store_.entries[looked_at_];
        if (entry.part == int(FrameKey::pose)) last_pose_ = entry.start;
    }
    return last_pose_;
}

/// Chooses one of several poses: the one whose wrists are nearest to the hands; else the one nearest to the
/// pose kept before; else the largest. Of equals it takes the first.
std::size_t DocumentReader::chosen_pose(const std::vector<std::size_t> &poses) {
    auto nearest = [&](auto &&far) {
        std::size_t best = none;
        double least = nowhere;
        for (std::size_t i = 0; i < poses.size(); ++i) {
            double here = far(poses[i]);
            if (here < least) {
                least = here;
                best = i;
            }
        }
        return best;
    };
    auto wrists = hand_wrists();
    auto from_hands = [&](std::size_t pose) {
        double sum = wrists.empty() ? nowhere : 0;
        for (auto wrist : wrists) {
            if (!(store_.flags[wrist] & flag_present)) continue;
            sum += std::min(distance(store_, wrist, pose + left_wrist), distance(store_, wrist, pose + right_wrist));
        }
        return sum;
    };
    bool any_seen = false;
    for (auto wrist : wrists) any_seen = any_seen || (store_.flags[wrist] & flag_present);
    if (auto best = any_seen ? nearest(from_hands) : none; best != none) {
        ++people_by_hands_;
        return best;
    }
    if (auto before = last_pose(); before != none) {
        auto best = nearest([&](std::size_t pose) {
            return distance(store_, pose + left_shoulder, before + left_shoulder)
                + distance(store_, pose + right_shoulder, before + right_shoulder);
        });
        if (best != none) return best;
    }
    auto best = nearest([&](std::size_t pose) {
        double width = distance(store_, pose + left_shoulder, pose + right_shoulder);
        return width == nowhere ? nowhere : -width;
    });
    return best == none ? 0 : best;
}

/// Keeps one of several poses in the frame, with its world landmarks and its face.
void DocumentReader::choose_person(std::size_t at) {
    if (people_.empty()) return;
    std::vector<std::size_t> starts;
    std::vector<const Person *> poses;
    for (auto &person : people_) {
        if (person.part != int(FrameKey::pose)) continue;
        poses.push_back(&person);
        starts.push_back(person.start);
    }
    const Person *kept = poses.empty() ? nullptr : poses[poses.size() > 1 ? chosen_pose(starts) : 0];
    for (int part : {int(FrameKey::pose), int(FrameKey::pose_world), int(FrameKey::face)}) {
        const Person *best = nullptr;
        double least = nowhere;
        for (auto &person : people_) {
            if (person.part != part) continue;
            if (best == nullptr) best = &person;
            if (kept == nullptr) break;
            double far = part == int(FrameKey::face)
                ? distance(store_, person.start + nose_of_face, kept->start + nose)
                : person.place == kept->place ? 0 : nowhere;
            if (far < least) {
                least = far;
                best = &person;
            }
        }
        if (best != nullptr) add_part(part, best->start, best->count, at);
    }
}

/// Labels hands that carry no label and have no list of labels: by the wrists of the frame's pose, or without
/// it two hands by their order, left and right.
void DocumentReader::tell_hands_apart() {
    if (!sides_.empty()) return;
    std::vector<Group *> hands;
    for (auto &group : groups_) {
        if (group.world || group.count != most_landmarks(int(FrameKey::left_hand))) continue;
        if (!group.is_hand || group.side.hand >= 0) return;
        hands.push_back(&group);
    }
    if (hands.empty() || hands.size() > 2) return;
    std::size_t pose = none;
    for (std::size_t i = store_.first_entry.back(); i < store_.entries.size(); ++i) {
        if (store_.entries[i].part == int(FrameKey::pose)) pose = store_.entries[i].start;
    }
    auto far = [&](std::size_t hand, int side) {
        return pose == none ? nowhere : distance(store_, hands[hand]->start, pose + left_wrist + std::size_t(side));
    };
    double straight = hands.size() == 2 ? far(0, 0) + far(1, 1) : far(0, 0);
    double crossed = hands.size() == 2 ? far(0, 1) + far(1, 0) : far(0, 1);
    if (hands.size() == 1 && straight == nowhere && crossed == nowhere) return;
    bool is_crossed = crossed < straight;
    hands[0]->side.hand = is_crossed;
    if (hands.size() == 2) hands[1]->side.hand = !is_crossed;
    // World landmarks of the hands are in the same order.
    std::size_t slots[2] = {0, 0};
    for (auto &group : groups_) {
        std::size_t mine = slots[group.world]++;
        if (!group.world || group.count != hands[0]->count) continue;
        std::size_t place = 0;
        for (auto &other : groups_) {
            if (!other.world && place++ == mine) group.side = other.side;
        }
    }
    ++unlabelled_hands_;
}

}  // namespace landmarks
