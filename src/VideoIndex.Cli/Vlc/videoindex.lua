--[[ VideoIndex in VLC: a search box whose results go into the playlist, each at its second.
     `videoindex vlc install` puts this where VLC looks; `View > VideoIndex` opens it. Nothing here goes anywhere but to the address in its settings.
     Captions and names are other people's text: they stand only in lists and titles, which show letters as letters; labels would read markup. ]]

local title = "VideoIndex"
local usual_address = "http://localhost:8642"
local most_clips = 50

local dialog, query, list, said, address_box, token_box
local tracks = {}

-- What the rest of the file is made of; the tests use it without a window.
videoindex = {}

-- ---- settings: two lines in the folder of VLC's own ----

local function settings_path()
  return vlc.config.userdatadir() .. "/videoindex.conf"
end

local function open(path, mode)
  return (vlc.io or io).open(path, mode) -- VLC's own also opens names that are not ASCII on Windows
end

function videoindex.settings()
  local found = { address = usual_address, token = "" }
  local file = open(settings_path(), "r")
  if not file then return found end
  for line in (file:read("*a") or ""):gmatch("[^\r\n]+") do
    local name, value = line:match("^(%a+)=(.*)$")
    if found[name] then found[name] = value end
  end
  file:close()
  return found
end

function videoindex.keep(address, token)
  local file = open(settings_path(), "w")
  if not file then return false end
  local function line(text) return (text:gsub("[%c%s]", "")) end
  file:write("address=" .. line(address) .. "\ntoken=" .. line(token) .. "\n")
  file:close()
  return true
end

-- ---- asking ----

local function read(address)
  local stream = vlc.stream(address)
  if not stream then return nil end
  local parts = {}
  repeat
    local part = stream:read(65536)
    if part and #part > 0 then parts[#parts + 1] = part end
  until not part or #part == 0
  return table.concat(parts)
end

-- Tracks for the words, or nil and why.
function videoindex.find(words)
  local settings = videoindex.settings()
  local encode = vlc.strings.encode_uri_component
  local address = settings.address:gsub("/+$", "") .. "/api/tracks?limit=" .. most_clips .. "&q=" .. encode(words)
  if settings.token ~= "" then address = address .. "&token=" .. encode(settings.token) end
  local text = read(address)
  local answer = text and require("dkjson").decode(text)
  if type(answer) ~= "table" then return nil, "No answer. Does `videoindex serve` run, and are address and token right?" end
  if type(answer.tracks) ~= "table" then return nil, tostring(answer.detail or "The server answered something else.") end
  return answer.tracks
end

local function seconds(ms)
  return string.format("%d.%03d", math.floor(ms / 1000), ms % 1000) -- never the decimal comma of a language
end

-- As VLC's playlist wants it. Only numbers of ours become options.
function videoindex.item(track)
  return {
    path = track.location,
    name = track.title,
    options = { "start-time=" .. seconds(tonumber(track.start_ms)), "stop-time=" .. seconds(tonumber(track.end_ms)) },
  }
end

local function items(from)
  local made = {}
  for i, track in ipairs(from) do made[i] = videoindex.item(track) end
  return made
end

function videoindex.enqueue(from)
  vlc.playlist.enqueue(items(from))
end

-- The first begins at once, the others wait behind it.
function videoindex.play(from)
  local made = items(from)
  if #made == 0 then return end
  vlc.playlist.add({ table.remove(made, 1) })
  vlc.playlist.enqueue(made)
end

-- ---- the window ----

local function say(text)
  said:set_text((text:gsub("[<>&]", " ")))
end

local function chosen()
  local picked = {}
  for number in pairs(list:get_selection()) do picked[#picked + 1] = number end
  if #picked == 0 then return tracks end
  table.sort(picked)
  for i, number in ipairs(picked) do picked[i] = tracks[number] end
  return picked
end

function do_search()
  say("Searching ...")
  dialog:update()
  list:clear()
  local found, trouble = videoindex.find(query:get_text())
  tracks = found or {}
  for number, track in ipairs(tracks) do list:add_value(track.title, number) end
  say(trouble or (#tracks == 0 and "Nothing matches." or #tracks .. (#tracks == 1 and " moment" or " moments")))
end

function do_play() videoindex.play(chosen()) end

function do_add() videoindex.enqueue(chosen()) end

local function new_window()
  if dialog then dialog:delete() end
  dialog = vlc.dialog(title)
end

function show_search()
  new_window()
  query = dialog:add_text_input("", 1, 1, 4, 1)
  dialog:add_button("Search", do_search, 5, 1, 1, 1)
  list = dialog:add_list(1, 2, 5, 8)
  dialog:add_button("Play", do_play, 1, 10, 1, 1)
  dialog:add_button("Add to playlist", do_add, 2, 10, 1, 1)
  dialog:add_button("Server ...", show_settings, 5, 10, 1, 1)
  said = dialog:add_label("", 1, 11, 5, 1)
  dialog:add_label("Words as for `videoindex search`. Choose some lines of the list, or none: then all of them are played or added.", 1, 12, 5, 1) -- its length makes the window wide
  dialog:show()
end

function show_settings()
  local settings = videoindex.settings()
  new_window()
  dialog:add_label("Address that `videoindex serve` printed", 1, 1, 2, 1)
  address_box = dialog:add_text_input(settings.address, 3, 1, 3, 1)
  dialog:add_label("Token, where it asks for one", 1, 2, 2, 1)
  token_box = dialog:add_password(settings.token, 3, 2, 3, 1)
  dialog:add_button("Keep", keep_settings, 4, 3, 1, 1)
  dialog:add_button("Back", show_search, 5, 3, 1, 1)
  said = dialog:add_label("", 1, 4, 5, 1)
  dialog:show()
end

function keep_settings()
  if not videoindex.keep(address_box:get_text(), token_box:get_text()) then
    say("They could not be written to " .. settings_path())
    return
  end
  tracks = {}
  show_search()
end

-- ---- what VLC calls ----

function descriptor()
  return {
    title = title,
    version = "1",
    author = "VideoIndex",
    shortdesc = "Find moments in your videos",
    description = "Searches what is seen and said in your videos, and puts the moments into the playlist.",
    capabilities = {},
  }
end

function activate() show_search() end

function deactivate()
  if dialog then dialog:delete() end
  dialog = nil
end

function close() vlc.deactivate() end

function meta_changed() end
