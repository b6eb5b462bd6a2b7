"""Word lists of English news: countries and their adjectives, titles, roles, first names, verbs of saying."""

from __future__ import annotations


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


def _names(block: str) -> frozenset[str]:
    return frozenset(name.strip() for name in block.replace("\n", ",").split(",") if name.strip())


COUNTRIES: dict[str, str] = {}
"""Country by every adjective and name of its people."""

for _line in _lines(
    """Afghanistan:Afghan Afghans|Albania:Albanian Albanians|Algeria:Algerian Algerians|Angola:Angolan Angolans
    Argentina:Argentine Argentinian Argentines|Armenia:Armenian Armenians|Australia:Australian Australians
    Austria:Austrian Austrians|Azerbaijan:Azerbaijani Azerbaijanis|Bahrain:Bahraini Bahrainis
    Bangladesh:Bangladeshi Bangladeshis|Belarus:Belarusian Belarusians|Belgium:Belgian Belgians|Bolivia:Bolivian
    Bosnia:Bosnian Bosnians|Brazil:Brazilian Brazilians|Bulgaria:Bulgarian Bulgarians|Cambodia:Cambodian Cambodians
    Cameroon:Cameroonian|Canada:Canadian Canadians|Chad:Chadian|Chile:Chilean Chileans|China:Chinese
    Colombia:Colombian Colombians|Congo:Congolese|Croatia:Croatian Croatians Croat Croats|Cuba:Cuban Cubans
    Cyprus:Cypriot Cypriots|Czechia:Czech Czechs|Denmark:Danish Dane Danes|Ecuador:Ecuadorian Ecuadorean
    Egypt:Egyptian Egyptians|Eritrea:Eritrean|Estonia:Estonian Estonians|Ethiopia:Ethiopian Ethiopians
    Finland:Finnish Finn Finns|France:French|Georgia:Georgian Georgians|Germany:German Germans|Ghana:Ghanaian
    Greece:Greek Greeks|Guatemala:Guatemalan Guatemalans|Guinea:Guinean|Haiti:Haitian Haitians
    Honduras:Honduran Hondurans|Hungary:Hungarian Hungarians|Iceland:Icelandic|India:Indian Indians
    Indonesia:Indonesian Indonesians|Iran:Iranian Iranians|Iraq:Iraqi Iraqis|Ireland:Irish|Israel:Israeli Israelis
    Italy:Italian Italians|Jamaica:Jamaican Jamaicans|Japan:Japanese|Jordan:Jordanian Jordanians
    Kazakhstan:Kazakh|Kenya:Kenyan Kenyans|Kosovo:Kosovar Kosovars|Kuwait:Kuwaiti Kuwaitis|Kyrgyzstan:Kyrgyz|Laos:Laotian
    Latvia:Latvian Latvians|Lebanon:Lebanese|Liberia:Liberian|Libya:Libyan Libyans|Lithuania:Lithuanian Lithuanians
    Luxembourg:Luxembourgish|Malaysia:Malaysian Malaysians|Mali:Malian|Malta:Maltese|Mexico:Mexican Mexicans
    Moldova:Moldovan Moldovans|Mongolia:Mongolian|Morocco:Moroccan Moroccans|Mozambique:Mozambican|Myanmar:Burmese
    Namibia:Namibian|Nepal:Nepali Nepalese|Netherlands:Dutch|New Zealand:|Nicaragua:Nicaraguan|Niger:Nigerien
    Nigeria:Nigerian Nigerians|North Korea:|Norway:Norwegian Norwegians|Oman:Omani|Pakistan:Pakistani Pakistanis
    Panama:Panamanian|Paraguay:Paraguayan|Peru:Peruvian Peruvians|Philippines:Filipino Filipinos Philippine
    Poland:Polish Pole Poles|Portugal:Portuguese|Qatar:Qatari Qataris|Romania:Romanian Romanians
    Russia:Russian Russians|Rwanda:Rwandan Rwandans|Saudi Arabia:Saudi Saudis|Senegal:Senegalese
    Serbia:Serbian Serbians Serb Serbs|Singapore:Singaporean|Slovakia:Slovak Slovaks|Slovenia:Slovenian Slovene
    Somalia:Somali Somalis|South Africa:|South Korea:|South Sudan:|Spain:Spanish Spaniard Spaniards|Sri Lanka:
    Sudan:Sudanese|Sweden:Swedish Swede Swedes|Switzerland:Swiss|Syria:Syrian Syrians|Taiwan:Taiwanese
    Tajikistan:Tajik|Tanzania:Tanzanian|Thailand:Thai Thais|Tunisia:Tunisian Tunisians|Turkey:Turkish Turk Turks
    Turkmenistan:Turkmen|Uganda:Ugandan Ugandans|Ukraine:Ukrainian Ukrainians|United Arab Emirates:Emirati Emiratis
    United Kingdom:British Briton Britons|United States:American Americans|Uruguay:Uruguayan|Uzbekistan:Uzbek
    Venezuela:Venezuelan Venezuelans|Vietnam:Vietnamese|Yemen:Yemeni Yemenis|Zambia:Zambian|Zimbabwe:Zimbabwean
    England:English|Scotland:Scottish Scot Scots|Wales:Welsh|Northern Ireland:|Palestine:Palestinian Palestinians
    Europe:European Europeans|Africa:African Africans|Asia:Asian Asians|Latin America:|Tibet:Tibetan Tibetans
    Catalonia:Catalan Catalans|Kurdistan:Kurdish Kurd Kurds|Chechnya:Chechen Chechens|Greenland:|Hong Kong:|Antarctica:"""
):
    for _entry in _line.split("|"):
        _country, _, _people = _entry.partition(":")
        COUNTRIES[_country] = _country
        for _word in _people.split():
            COUNTRIES[_word] = _country

DEMONYMS = frozenset(word for word, country in COUNTRIES.items() if word != country)

PLACES = frozenset(COUNTRIES.values()) | _names(
    """Washington, New York, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, Austin,
    San Francisco, Seattle, Denver, Boston, Detroit, Atlanta, Miami, Minneapolis, Portland, Las Vegas, Baltimore,
    Milwaukee, Sacramento, Pittsburgh, Cincinnati, Cleveland, New Orleans, Nashville, Orlando, Tampa, St. Louis,
    Toronto, Ottawa, Montreal, Vancouver, Calgary, Mexico City, Havana, Bogota, Lima, Santiago, Buenos Aires,
    Sao Paulo, Rio de Janeiro, Brasilia, Caracas, London, Manchester, Liverpool, Birmingham, Edinburgh, Glasgow,
    Belfast, Dublin, Paris, Lyon, Marseille, Bordeaux, Berlin, Munich, Hamburg, Frankfurt, Cologne, Regensburg, Vienna, Linz,
    Zurich, Geneva, Bern, Davos, Rome, Milan, Naples, Turin, Venice, Madrid, Barcelona, Valencia, Lisbon, Porto, Aveiro,
    Brussels, Antwerp, Liège, Amsterdam, Rotterdam, The Hague, Copenhagen, Oslo, Stockholm, Helsinki, Turku, Reykjavik,
    Tallinn, Riga, Vilnius, Warsaw, Krakow, Prague, Bratislava, Budapest, Bucharest, Constanta, Galati, Giurgiu, Corabia,
    Sofia, Vidin, Ruse, Belgrade, Novi Sad, Zagreb, Sarajevo, Skopje, Tirana, Athens, Istanbul, Ankara, Nicosia, Chisinau,
    Kyiv, Kiev, Odesa, Kharkiv, Lviv, Mariupol, Kherson, Donetsk, Luhansk, Donbas, Crimea, Minsk, Moscow, St. Petersburg,
    Kursk, Belgorod, Tbilisi, Yerevan, Baku, Tehran, Baghdad, Mosul, Damascus, Aleppo, Beirut, Amman, Jerusalem, Tel Aviv,
    Gaza, West Bank, Ramallah, Riyadh, Jeddah, Doha, Dubai, Abu Dhabi, Kuwait City, Muscat, Sanaa, Cairo, Alexandria,
    Tripoli, Benghazi, Tunis, Algiers, Rabat, Casablanca, Khartoum, Addis Ababa, Nairobi, Kampala, Kigali, Lagos, Abuja,
    Accra, Dakar, Bamako, Kinshasa, Luanda, Harare, Lusaka, Johannesburg, Cape Town, Pretoria, Kabul, Islamabad, Karachi,
    Lahore, New Delhi, Delhi, Mumbai, Kolkata, Chennai, Bangalore, Dhaka, Kathmandu, Colombo, Yangon, Bangkok, Hanoi,
    Ho Chi Minh City, Phnom Penh, Kuala Lumpur, Jakarta, Manila, Beijing, Shanghai, Shenzhen, Guangzhou, Wuhan, Taipei,
    Seoul, Pyongyang, Tokyo, Osaka, Kyoto, Nagasaki, Hiroshima, Fukushima, Sydney, Melbourne, Canberra, Perth, Brisbane,
    Auckland, Wellington, Svalbard, Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware,
    Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts,
    Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico,
    North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota,
    Tennessee, Texas, Utah, Vermont, Virginia, West Virginia, Wisconsin, Wyoming, Ontario, Quebec, British Columbia,
    Alberta, Western Australia, Queensland, New South Wales, Middle East, Baltics, Balkans, Caucasus, Arctic, Danube,
    Rhine, Nile, Amazon River, Black Sea, Red Sea, Baltic Sea, North Sea, South China Sea, Mediterranean, Atlantic,
    Pacific, Indian Ocean, Atlantic Ocean, Pacific Ocean, Persian Gulf, Sahara, Siberia, Balkans, Scandinavia"""
)

ALIASES = {
    "U.S.": "United States",
    "US": "United States",
    "USA": "United States",
    "U.S.A.": "United States",
    "America": "United States",
    "UK": "United Kingdom",
    "U.K.": "United Kingdom",
    "Britain": "United Kingdom",
    "Great Britain": "United Kingdom",
    "UAE": "United Arab Emirates",
    "Holland": "Netherlands",
    "Czech Republic": "Czechia",
    "EU": "European Union",
    "E.U.": "European Union",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "D.C.": "Washington",
    "Washington D.C.": "Washington",
}

ORGANISATIONS = _names(
    """NATO, European Union, United Nations, EU, UN, OPEC, IMF, WHO, WTO, NASA, FBI, CIA, NSA, FDA, CDC, EPA, SEC, FCC, IRS,
    Kremlin, Pentagon, White House, Congress, Senate, House, Supreme Court, Parliament, Bundestag, Knesset, Duma,
    Downing Street, State Department, Federal Reserve, World Bank, World Health Organization, Red Cross, Amnesty
    International, Greenpeace, Interpol, Europol, Reuters, AP, AFP, BBC, CNN, Fox News, NBC, CBS, ABC, MSNBC, Al Jazeera,
    Google, Apple, Microsoft, Facebook, Meta, Twitter, Tesla, Boeing, Airbus, Toyota, Samsung, Huawei, Gazprom, Rosneft,
    Taliban, Hamas, Hezbollah, Islamic State, Al Qaeda, Boko Haram, Republicans, Democrats, GOP, Labour, Conservatives"""
)

ORG_WORDS = _names(
    """Agency, Airlines, Airways, Alliance, Army, Assembly, Associates, Association, Authority, Bank, Board, Bureau,
    Cabinet, Capital, Center, Centre, Church, Club, Coalition, College, Commission, Committee, Company, Congress,
    Consortium, Corp, Corporation, Council, Court, Department, Directorate, Energy, Enterprises, Federation, Force, Forces,
    Foundation, Front, Fund, Group, Guard, Holdings, Hospital, Inc, Industries, Insurance, Institute, Institution,
    International, Labs, Laboratory, Laboratories, League, Ltd, LLC, Media, Ministry, Motors, Movement, Mutual, Museum,
    Navy, Network, News, Office, Organisation, Organization, Parliament, Partners, Partnership, Party, Police, Post,
    Press, Records, School, Secretariat, Senate, Service, Services, Society, Solutions, Studios, Syndicate, Systems,
    Team, Technologies, Technology, Telecom, Television, Times, Tribune, Trust, Union, United, University, Weekly,
    Courier, Journal, Gazette, Herald, Observer, Radio, Biologics, Pharmaceuticals, Aquaculture, Barging, Shipping,
    Airport, Command, Corps, Caucus, Commissariat, Exchange, Freight, Rail, Railways, Logistics, Ventures, Ledger, Guild,
    Works, Line, Lines"""
)

PLACE_WORDS = _names(
    """Avenue, Bay, Beach, Bridge, Canal, Cape, City, Coast, County, Creek, Desert, District, Falls, Forest, Gulf, Harbor,
    Harbour, Hill, Hills, Island, Islands, Lake, Mount, Mountain, Mountains, Oblast, Ocean, Park, Peninsula, Plaza, Port,
    Province, Region, Republic, River, Road, Sea, Square, Strait, Street, Territory, Town, Valley, Village, Province"""
)

EVENT_WORDS = _names(
    """War, Wars, Cup, Olympics, Games, Summit, Championship, Championships, Election, Elections, Festival, Conference,
    Revolution, Uprising, Crisis, Holocaust, Marathon, Prix, Series, Bowl, Day, Awards, Convention, Accord, Accords"""
)

TITLES = _names(
    """President, Vice, Minister, Prime, Premier, Chancellor, Secretary, Senator, Sen, Representative, Rep, Congressman,
    Congresswoman, Governor, Gov, Mayor, Ambassador, Envoy, Judge, Justice, Chief, General, Gen, Colonel, Col, Major, Maj,
    Captain, Capt, Lieutenant, Lt, Sergeant, Sgt, Admiral, Adm, Commander, Officer, Inspector, Detective, Sheriff,
    Doctor, Dr, Professor, Prof, Mr, Mrs, Ms, Miss, Mx, Sir, Lord, Lady, Dame, King, Queen, Prince, Princess, Pope,
    Cardinal, Bishop, Archbishop, Rabbi, Imam, Sheikh, Ayatollah, Father, Sister, Brother, Reverend, Rev, Director,
    Chairman, Chairwoman, Chair, Commissioner, Speaker, Leader, Spokesman, Spokeswoman, Spokesperson, Advisor, Adviser,
    Attorney, Deputy, Coach, Analyst, Counsel, Executive, CEO, Treasurer, Counselor, Marshal, Crown, Madame, Monsieur"""
)
"""Words that stand before a person's name."""

TITLE_PARTS = TITLES | _names(
    """Foreign, Defense, Defence, Interior, Finance, Transport, Health, Education, Justice, Energy, Trade, Industry,
    Agriculture, Environment, Labor, Labour, State, Treasury, Homeland, National, Security, Press, House, Senate, White,
    Attorney, Majority, Minority, Opposition, Assistant, Under, Acting, Former, Economy, Culture, Home, Supreme,
    Republican, Democratic, Communications, Policy"""
)
"""Words of which a title before a name may be made."""

ROLES = _names(
    """adviser, advisor, aide, ambassador, analyst, attorney, author, boss, captain, chairman, chairwoman, chief, clerk,
    coach, commander, commissioner, congressman, congresswoman, counsel, critic, deputy, diplomat, director, doctor,
    economist, editor, engineer, envoy, executive, expert, farmer, father, founder, general, governor, head, historian,
    inspector, intern, investigator, journalist, judge, king, lawmaker, lawyer, leader, manager, mayor, mediator, minister,
    mother, navigator, negotiator, nurse, officer, official, owner, physician, pilot, player, politician, pope, premier,
    president, prince, principal, professor, prosecutor, publisher, queen, reporter, representative, researcher,
    scientist, secretary, senator, sheriff, skipper, spokesman, spokesperson, spokeswoman, student, teacher, trader,
    writer, entomologist, officials, diplomats, lawmakers, analysts, experts, researchers, scientists, doctors,
    engineers, residents, witnesses, police, prosecutors, investigators, authorities, people, officers, aides, critics,
    supporters, lawyers, economists, traders, delegates, sources, source, company, agency, ministry, government,
    department, group, council, union, office, statement, report, institute, bank, court, party, army, military,
    committee, commission, campaign, insurer, neighbor, neighbour, woman, man, resident, witness, survivor, victim"""
)
"""Nouns that can say something."""

FEMALE = _names(
    """Ada, Agnes, Aisha, Alexandra, Alice, Alicia, Amanda, Amara, Amy, Ana, Andrea, Angela, Anita, Ann, Anna, Anne, Annie,
    Barbara, Beatrice, Beatrix, Betty, Brenda, Carla, Carmen, Carol, Caroline, Catherine, Chiara, Christina, Christine,
    Claire, Clara, Claudia, Condoleezza, Cynthia, Deborah, Desislava, Diana, Diane, Dilma, Donna, Dorothy, Elena,
    Elizabeth, Ellen, Emily, Emma, Erika, Esther, Eva, Fatima, Fiona, Frances, Gloria, Grace, Greta, Hannah, Harriet,
    Heather, Heidi, Helen, Helena, Hillary, Ilinca, Ingrid, Irene, Isabel, Ivanka, Jacinda, Jane, Janet, Jean, Jennifer,
    Jessica, Jill, Joan, Joanna, Jo, Joyce, Judith, Judy, Julia, Julie, Kamala, Karen, Katherine, Kathleen, Kathy, Katie,
    Kelly, Kim, Kristin, Laura, Lauren, Leah, Leila, Linda, Lisa, Liz, Lucy, Madeleine, Margaret, Margarita, Marguerite,
    Maria, Marie, Marina, Marine, Martha, Mary, Maya, Megan, Melania, Melissa, Meredith, Michelle, Mirela, Monica, Nadia,
    Naledi, Nancy, Natalia, Natalie, Nicola, Nicole, Nikki, Nina, Olga, Olivia, Pamela, Patricia, Paula, Petra, Priya,
    Rachel, Rebecca, Rita, Roberta, Rosa, Rose, Ruth, Sally, Salma, Samantha, Sandra, Sara, Sarah, Sharon, Sheila, Shirley,
    Silvia, Simone, Sonia, Sophia, Sophie, Stephanie, Susan, Suzanne, Svetlana, Sylvia, Sylvie, Tammy, Tatiana, Teresa,
    Theresa, Tina, Tulsi, Ursula, Valentina, Valerie, Vanessa, Vera, Veronica, Victoria, Virginia, Wanjiru, Wendy,
    Yulia, Yvonne, Zsófia, Zoe"""
)
MALE = _names(
    """Aaron, Abdul, Abdullah, Abraham, Adam, Ahmed, Al, Alan, Albert, Aleksandr, Alex, Alexander, Alexei, Alfred, Ali,
    Andrei, Andrew, Andriy, Andy, Angus, Anthony, Antonio, Antony, Arnold, Arthur, Barack, Ben, Benjamin, Bernard, Bernie,
    Bill, Bob, Boris, Brad, Brett, Brian, Bruce, Bryan, Carl, Carlos, Charles, Charlie, Chris, Christopher, Chuck, Colin,
    Craig, Dan, Daniel, Dave, David, Dean, Dennis, Diego, Dick, Dmitri, Dmitry, Don, Donald, Doug, Douglas, Dumitru, Ed,
    Edward, Elon, Emmanuel, Eric, Ernest, Eugene, Felix, Fernando, Francis, Francisco, Francois, François, Frank, Franklin,
    Fred, Gary, Gavin, Geoffrey, George, Gerald, Giorgio, Glenn, Gordon, Graham, Greg, Gregory, Guy, Hamid, Hans, Harold,
    Harry, Haruto, Hassan, Henrik, Henry, Herbert, Howard, Hugh, Hugo, Ian, Igor, Ivan, Jack, Jacob, James, Jamal, Jared,
    Jason, Javier, Jean-Claude, Jeff, Jeffrey, Jens, Jeremy, Jerome, Jerry, Jesse, Jim, Jimmy, Joe, Joel, John, Jon,
    Jonathan, Joonas, Jorge, José, Jose, Joseph, Joshua, Juan, Justin, Karl, Keith, Ken, Kenneth, Kevin, Kirill, Klaus,
    Konrad, Kurt, Larry, Laurent, Lawrence, Lee, Leo, Leonard, Lindsey, Lloyd, Louis, Luis, Luke, Manuel, Marc, Marco,
    Marcus, Mario, Mark, Marshall, Martin, Matt, Matteo, Matthew, Maurice, Max, Michael, Miguel, Mike, Mikhail, Mitch, Mitt,
    Mohamed, Mohammad, Mohammed, Moses, Muhammad, Narendra, Nathan, Neil, Newt, Nicholas, Nick, Nicolas, Nigel, Oleg,
    Oliver, Omar, Oscar, Otto, Pablo, Patrick, Paul, Pavel, Pedro, Pete, Peter, Phil, Philip, Pierre, Radu, Ralph, Ramon,
    Rand, Randy, Raul, Ray, Raymond, Recep, Reince, Rex, Richard, Rick, Rishi, Rob, Robert, Roberto, Rodrigo, Roger, Roland,
    Roman, Ron, Ronald, Ross, Roy, Rudy, Rui, Russell, Ryan, Sam, Samuel, Scott, Sean, Sebastian, Sergei, Sergey, Sergio,
    Simon, Stanley, Stefan, Stephen, Steve, Steven, Stuart, Ted, Terry, Theodore, Thomas, Tiago, Tim, Timothy, Todd, Tom,
    Tommy, Tony, Travis, Vasily, Vasile, Victor, Viktor, Vincent, Vladimir, Volodymyr, Walter, Warren, Wayne, William,
    Wolfgang, Xavier, Xi, Yuri, Yury, Yusuf, Zachary"""
)

SAYING = frozenset(
    w
    for line in _lines(
        """accuse accused accuses accusing acknowledge acknowledged acknowledges add added adds admit admitted admits advise
    advised affirm affirmed agree agreed agrees allege alleged alleges announce announced announces answer answered
    argue argued argues ask asked asks assert asserted asserts assure assured blame blamed boast boasted brag bragged
    call called calls caution cautioned charge charged claim claimed claims comment commented complain complained
    complains conclude concluded concede conceded confess confessed confirm confirmed confirms continue continued
    contend contended contends counter countered criticize criticized criticise criticised cry cried declare declared
    declares decry decried demand demanded demands denounce denounced deny denied denies describe described describes
    dismiss dismissed dispute disputed emphasize emphasized emphasise emphasised estimate estimated exclaim exclaimed
    explain explained explains express expressed forecast hail hailed hint hinted indicate indicated inform informed
    insist insisted insists joke joked jokes label labeled labelled lament lamented maintain maintained maintains
    mention mentioned muse mused mutter muttered note noted notes object objected observe observed offer offered opine
    opined phone plead pleaded pledge pledged point pointed post posted posts praise praised predict predicted predicts
    press pressed proclaim proclaimed promise promised promises propose proposed protest protested question questioned
    quip quipped quoted quote recall recalled recalls recommend recommended recount recounted refer referred reiterate
    reiterated reject rejected remark remarked remind reminded repeat repeated reply replied replies report reported
    reports request requested respond responded responds retort retorted retweeted reveal revealed say saying says said
    scoff scoffed shout shouted sneer sneered speculate speculated state stated states stress stressed stresses
    suggest suggested suggests swear swore sworn tell telling tells told testify testified testifies text texted
    tout touted tweet tweeted tweets urge urged urges vow vowed vows warn warned warning warns whisper whispered wonder
    wondered write writes writing wrote yell yelled"""
    )
    for w in line.split()
)
"""Verbs of saying, in the forms in which news uses them."""
